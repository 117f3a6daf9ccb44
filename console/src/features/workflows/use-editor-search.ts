import { getRouteApi } from '@tanstack/react-router';
import { present } from '../../lib/url-state.ts';

const route = getRouteApi('/o/$organization/workflows/$workflowId');

interface Search {
  view?: 'graph' | 'outline' | 'json';
  step?: string;
  tab?: 'does' | 'fails' | 'test';
  panel?: 'try' | 'backtest' | 'history';
  /** A run whose data is pinned. */
  run?: string;
}
type Change = { [Name in keyof Search]?: Search[Name] | undefined };

/** What the address says of the editor: the view, the step, the tab, the panel. Undefined takes a word away. */
export function useEditorSearch(): [Search, (change: Change) => void] {
  const navigate = route.useNavigate();
  return [
    route.useSearch(),
    (change) =>
      void navigate({ search: (now: Search) => present({ ...now, ...change }), replace: true, resetScroll: false }),
  ];
}
