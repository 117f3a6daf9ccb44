import { Link } from '@tanstack/react-router';
import type { Run } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Icon } from '../../ui/icon.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { NoRuns } from './no-runs.tsx';
import { RunStatusChip } from './run-status.tsx';
import { writeSpan } from './span.ts';
import { triggerIcons, triggerKindOf } from './trigger-kind.ts';

type Names = ReadonlyMap<number, { name: string }> | undefined;

interface RunsTableProps {
  runs: readonly Run[];
  names: Names;
  organization: string;
  isFiltered: boolean;
  /** For those who may steer runs. */
  chosen?: ReadonlySet<string>;
  onChoose?(chosen: ReadonlySet<string>): void;
}

export function RunsTable({ runs, names, organization, isFiltered, chosen, onChoose }: RunsTableProps) {
  const { t } = useMessages();
  const all = runs.every(({ id }) => chosen?.has(id) === true);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose?.(next);
  };
  if (runs.length === 0) return <NoRuns isFiltered={isFiltered} />;
  return (
    <TableScroll label={t('console.nav.runs')}>
      <table className="table run-table">
        <thead>
          <tr>
            {onChoose && (
              <th scope="col" className="run-check">
                <input
                  type="checkbox"
                  className="checkbox"
                  aria-label={t('consoleRuns.list.chooseAll')}
                  checked={all}
                  onChange={() => onChoose(new Set(all ? [] : runs.map(({ id }) => id)))}
                />
              </th>
            )}
            <th scope="col">{t('consoleRuns.list.workflow')}</th>
            <th scope="col">{t('consoleRuns.filter.status')}</th>
            <th scope="col" className="wide-only">
              {t('consoleRuns.list.startedBy')}
            </th>
            <th scope="col">{t('consoleRuns.list.began')}</th>
            <th scope="col" className="end wide-only">
              {t('consoleRuns.list.took')}
            </th>
            <th scope="col" className="wide-only run-why">
              {t('consoleRuns.list.why')}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              name={names?.get(run.workflow_id)?.name}
              organization={organization}
              {...(onChoose && { isChosen: chosen?.has(run.id) === true, onToggle: () => toggle(run.id) })}
            />
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

interface RunRowProps {
  run: Run;
  name: string | undefined;
  organization: string;
  isChosen?: boolean;
  onToggle?(): void;
}

function RunRow({ run, name, organization, isChosen = false, onToggle }: RunRowProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const kind = triggerKindOf(run.trigger_kind);
  const shown = name ?? t('consoleRuns.list.someWorkflow', { id: String(run.workflow_id) });
  const began = format.relative(run.created_at, nowMs);
  const end = run.finished_at === null ? Math.max(nowMs, Date.parse(run.updated_at)) : Date.parse(run.finished_at);
  return (
    <tr>
      {onToggle && (
        <td className="run-check">
          <input
            type="checkbox"
            className="checkbox"
            aria-label={t('consoleRuns.list.choose', { name: shown, time: began })}
            checked={isChosen}
            onChange={onToggle}
          />
        </td>
      )}
      <th scope="row">
        <Link className="table-name" to="/o/$organization/runs/$runId" params={{ organization, runId: run.id }}>
          <bdi>{shown}</bdi>
        </Link>
        {run.version !== null && (
          <bdi className="small faint run-version">{t('consoleRuns.version', { version: run.version })}</bdi>
        )}
      </th>
      <td>
        <RunStatusChip run={run} />
      </td>
      <td className="wide-only secondary">
        <span className="row nowrap">
          <span className="faint">
            <Icon as={triggerIcons[kind]} size={14} />
          </span>
          {t(`consoleRuns.by.${kind}`)}
        </span>
      </td>
      <td className="secondary">
        <time dateTime={run.created_at} title={format.dateTime(run.created_at)}>
          {began}
        </time>
      </td>
      <td className="end wide-only">
        <bdi>{writeSpan(format, end - Date.parse(run.created_at))}</bdi>
      </td>
      <td className="wide-only run-why secondary">{run.failure !== null && <bdi>{run.failure.message}</bdi>}</td>
    </tr>
  );
}
