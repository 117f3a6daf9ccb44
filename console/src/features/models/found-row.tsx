import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { datasetQuery } from '../../api/datasets.ts';
import type { Batch, BatchResult } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SeverityChip } from '../../ui/severity.tsx';

/** Leads to the playground, which says why the row is strange. */
export function RowLink({ batch, row }: { batch: Batch; row: BatchResult }) {
  const { t } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const known = useQuery({ ...datasetQuery(batch.dataset ?? ''), enabled: batch.dataset !== null }).data;
  if (row.key === null) return t('consoleKinds.found.rowNumber', { row: row.row });
  if (known?.key !== batch.key_column) return <bdi>{row.key}</bdi>;
  return (
    <Link
      className="table-name"
      to="/o/$organization/models/$modelId/try"
      params={{ organization, modelId: String(batch.model_id) }}
      search={{ record: row.key }}
    >
      <bdi>{row.key}</bdi>
    </Link>
  );
}

const severities = ['low', 'medium', 'high', 'critical'] as const;

export function SeverityOf({ label }: { label: string | undefined }) {
  const severity = severities.find((each) => each === label);
  return severity === undefined ? null : <SeverityChip severity={severity} />;
}
