import { getRouteApi } from '@tanstack/react-router';
import type { RunStatus } from '../../api/runs.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Choice } from '../../ui/choice.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { Period } from './periods.ts';
import { periods } from './periods.ts';

const route = getRouteApi('/o/$organization/runs/');
const statuses = ['all', 'running', 'paused', 'succeeded', 'failed', 'cancelled'] as const;

interface RunsFiltersProps {
  names: ReadonlyMap<number, { name: string }> | undefined;
  onChange(): void;
}

interface Change {
  workflow?: string | undefined;
  status?: RunStatus | undefined;
  period?: Period | undefined;
}

/** Which runs are shown; the address says it. */
export function RunsFilters({ names, onChange }: RunsFiltersProps) {
  const { t, format } = useMessages();
  const { workflow, status, period } = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (change: Change): void => {
    onChange();
    void navigate({ search: (now) => present({ ...now, ...change }), replace: true });
  };
  const sorted = [...(names ?? [])].toSorted(([, a], [, b]) => format.compare(a.name, b.name));
  const isKnown = workflow === undefined || names?.has(Number(workflow)) === true;
  return (
    <div className="run-filters">
      <Segments
        label={t('consoleRuns.filter.status')}
        value={status ?? 'all'}
        options={statuses.map((value) => ({ value, label: t(`consoleRuns.filter.${value}`) }))}
        onChange={(value) => choose({ status: value === 'all' ? undefined : value })}
      />
      <Choice
        label={t('consoleRuns.filter.workflow')}
        className="run-filter"
        value={workflow ?? ''}
        options={[
          { value: '', label: t('consoleRuns.filter.anyWorkflow') },
          ...sorted.map(([id, { name }]) => ({ value: String(id), label: name, isName: true })),
          ...(isKnown ? [] : [{ value: workflow, label: workflow, isName: true }]),
        ]}
        onChange={(value) => choose({ workflow: value === '' ? undefined : value })}
      />
      <Choice
        label={t('consoleRuns.filter.period')}
        className="run-filter"
        value={period ?? ''}
        options={[
          { value: '', label: t('consoleRuns.filter.ever') },
          ...periods.map((value) => ({ value, label: t(`consoleRuns.filter.last.${value}`) })),
        ]}
        onChange={(value) => choose({ period: value === '' ? undefined : value })}
      />
    </div>
  );
}
