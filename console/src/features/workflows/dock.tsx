import { FlaskConical, GitCompareArrows, History } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { useEditorSearch } from './use-editor-search.ts';

const TryPanel = lazy(async () => ({ default: (await import('./try-panel.tsx')).TryPanel }));
const BacktestPanel = lazy(async () => ({ default: (await import('./backtest-panel.tsx')).BacktestPanel }));
const HistoryPanel = lazy(async () => ({ default: (await import('./history-panel.tsx')).HistoryPanel }));

const panels = [
  { name: 'try', icon: FlaskConical },
  { name: 'backtest', icon: History },
  { name: 'history', icon: GitCompareArrows },
] as const;

/** What is done with the whole: try it, hold it against the past, look at its versions. */
export function Dock({ isDirty }: { isDirty: boolean }) {
  const { t } = useMessages();
  const [{ panel }, setSearch] = useEditorSearch();
  return (
    <section className="card dock" aria-label={t('consoleWorkflowEditor.dock')}>
      <div className="row row-wrap dock-head">
        {panels.map(({ name, icon }) => (
          <Button
            key={name}
            kind="quiet"
            icon={icon}
            aria-expanded={panel === name}
            onClick={() => setSearch({ panel: panel === name ? undefined : name })}
          >
            {t(`consoleWorkflowEditor.dock.${name}`)}
          </Button>
        ))}
      </div>
      {panel !== undefined && (
        <div className="dock-body">
          <Suspense fallback={<Skeleton lines={3} />}>
            {panel === 'try' && <TryPanel />}
            {panel === 'backtest' && <BacktestPanel isDirty={isDirty} />}
            {panel === 'history' && <HistoryPanel isDirty={isDirty} />}
          </Suspense>
        </div>
      )}
    </section>
  );
}
