import { useQuery } from '@tanstack/react-query';
import { ArrowRight, History } from 'lucide-react';
import { membersQuery } from '../../api/members.ts';
import { recordHistoryQuery } from '../../api/records.ts';
import type { DatasetDetail, RecordChange } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import './records.css';

/** Who changed what of a record, the last change first. */
export function RecordHistory({ dataset, recordKey }: { dataset: DatasetDetail; recordKey: string }) {
  const { t } = useMessages();
  const history = useQuery(recordHistoryQuery(dataset.name, recordKey));
  return (
    <Loaded query={history}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={History} text={t('consoleData.history.none')} />
        ) : (
          <ol className="history">
            {items.map((change) => (
              <li key={change.id}>
                <ChangeHead change={change} />
                <ChangedValues dataset={dataset} change={change} />
              </li>
            ))}
          </ol>
        )
      }
    </Loaded>
  );
}

function ChangeHead({ change }: { change: RecordChange }) {
  const { t, format } = useMessages();
  const who = useActorName(change);
  return (
    <p className="row row-wrap">
      <span className="medium">{t(`consoleData.history.${change.change}`)}</span>
      <span className="small faint">
        <bdi>{who}</bdi> · <time dateTime={change.changed_at}>{format.dateTime(change.changed_at)}</time>
      </span>
    </p>
  );
}

function useActorName({ actor, import_id: importId }: RecordChange): string {
  const { t } = useMessages();
  const mayRead = useMay('tenancy:read');
  const members = useQuery({ ...membersQuery, enabled: mayRead }).data?.items ?? [];
  if (importId !== null) return t('consoleData.history.import', { id: importId });
  if (actor.kind !== 'user') return t(`consoleData.history.by.${actor.kind}`);
  return members.find(({ user_id: id }) => id === actor.id)?.name ?? t('consoleData.history.by.user');
}

function ChangedValues({ dataset, change }: { dataset: DatasetDetail; change: RecordChange }) {
  const { before, after } = change;
  if (before === null || after === null) return null;
  const names = Object.keys({ ...before, ...after });
  return (
    <p className="history-values small">
      {names.map((name) => {
        const type = dataset.columns.find((column) => column.name === name)?.type;
        return (
          <span key={name} className="row row-wrap">
            <bdi className="faint">{name}</bdi>
            <DataValue value={before[name]} type={type} />
            <Icon as={ArrowRight} size={12} flip />
            <DataValue value={after[name]} type={type} />
          </span>
        );
      })}
    </p>
  );
}
