import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { datasetsQuery, importsQuery } from '../../api/datasets.ts';
import type { Model, ModelVersion } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';

const mostImports = 4;

/** Where the data of a version came from: its dataset, and the files that had been imported into it by then. */
export function LineageCard({ model, version }: { model: Model; version: ModelVersion }) {
  const { t, format } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const mayRead = useMay('data:read');
  const { dataset } = model.training_data_source;
  const imports = useQuery({ ...importsQuery(dataset), enabled: mayRead }).data?.items ?? [];
  const known = useQuery({ ...datasetsQuery, enabled: mayRead }).data?.items.find(({ name }) => name === dataset);
  if (!mayRead) return null;
  const trainedMs = Date.parse(version.trained_at);
  const before = imports.filter(
    ({ status, created_at: createdAt }) => status === 'succeeded' && Date.parse(createdAt) <= trainedMs,
  );
  const isChanged = known !== undefined && Date.parse(known.updated_at) > trainedMs;
  return (
    <Card title={t('consoleCurves.lineage.title')}>
      <div className="stack-small">
        <p>
          <Link className="link" to="/o/$organization/datasets/$dataset" params={{ organization, dataset }}>
            <bdi className="mono">{dataset}</bdi>
          </Link>
        </p>
        {before.length > 0 && (
          <>
            <p className="small faint">{t('consoleCurves.lineage.imports')}</p>
            <ul className="stack-small small">
              {before.slice(0, mostImports).map(({ id, file_name: name, created_at: createdAt }) => (
                <li key={id} className="row">
                  <Link
                    className="link truncate"
                    to="/o/$organization/imports/$importId"
                    params={{ organization, importId: String(id) }}
                  >
                    <bdi>{name ?? t('console.import.one')}</bdi>
                  </Link>
                  <time className="push-end faint" dateTime={createdAt}>
                    {format.date(createdAt)}
                  </time>
                </li>
              ))}
            </ul>
          </>
        )}
        {isChanged && <p className="small tone-warn">{t('consoleCurves.lineage.changed')}</p>}
      </div>
    </Card>
  );
}
