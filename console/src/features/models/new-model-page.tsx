import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Database, Upload } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { datasetQuery, datasetsQuery } from '../../api/datasets.ts';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import './models.css';

// Until the columns are there, the form that asks about them is fetched.
const KindForm = lazy(async () => ({ default: (await import('./kind-form.tsx')).KindForm }));
const NewModelForm = lazy(async () => ({ default: (await import('./new-model-form.tsx')).NewModelForm }));
const route = getRouteApi('/o/$organization/models/new');

export function NewModelPage() {
  const { t } = useMessages();
  const { dataset } = route.useSearch();
  if (!useMay('ai_analytics:create')) {
    return (
      <Page title={t('consoleNewModel.newModel.title')}>
        <Permitted to="ai_analytics:create">{null}</Permitted>
      </Page>
    );
  }
  if (dataset === undefined) {
    return (
      <Page title={t('consoleNewModel.newModel.title')}>
        <DatasetChoice />
      </Page>
    );
  }
  return <OnDataset name={dataset} />;
}

function OnDataset({ name }: { name: string }) {
  const { t } = useMessages();
  const dataset = useQuery(datasetQuery(name));
  const { goal = 'value' } = route.useSearch();
  if (dataset.data !== undefined && hasColumns(dataset.data)) {
    return (
      <Suspense
        fallback={
          <Page title={t('consoleNewModel.newModel.title')}>
            <WaitingCard lines={8} height={32} />
          </Page>
        }
      >
        {goal === 'value' ? (
          <NewModelForm key={name} dataset={dataset.data} />
        ) : (
          <KindForm key={`${name} ${goal}`} dataset={dataset.data} goal={goal} />
        )}
      </Suspense>
    );
  }
  return (
    <Page title={t('consoleNewModel.newModel.title')}>
      <Card>
        <Loaded query={dataset}>
          {() => <Empty icon={Database} text={t('consoleNewModel.newModel.noColumns')} />}
        </Loaded>
      </Card>
    </Page>
  );
}

function hasColumns(dataset: DatasetDetail): boolean {
  return dataset.columns.length > 1;
}

function DatasetChoice() {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const navigate = useNavigate();
  const datasets = useQuery(datasetsQuery);
  return (
    <Card title={t('consoleNewModel.newModel.whichData')}>
      <Loaded query={datasets}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon={Database}
              text={t('console.datasets.empty')}
              action={
                <ButtonLink kind="primary" icon={Upload} to="/o/$organization/imports/new" params={{ organization }}>
                  {t('console.import.action')}
                </ButtonLink>
              }
            />
          ) : (
            <SelectField
              label={t('consoleModels.newModel.dataset')}
              value=""
              onChange={(event) => {
                const dataset = event.target.value;
                void navigate({ to: '/o/$organization/models/new', params: { organization }, search: { dataset } });
              }}
            >
              <option value="" disabled>
                {t('consoleModels.newModel.choose')}
              </option>
              {items.map(({ name }) => (
                <option key={name} value={name} translate="no">
                  {name}
                </option>
              ))}
            </SelectField>
          )
        }
      </Loaded>
    </Card>
  );
}
