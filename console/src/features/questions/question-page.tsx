import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Database, Upload } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { datasetsQuery } from '../../api/datasets.ts';
import { metricsQuery } from '../../api/questions.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { Permitted, useMay } from '../../ui/permission.tsx';
import { Empty, Loaded, Skeleton } from '../../ui/states.tsx';

// What there is to ask about is fetched meanwhile.
const Asking = lazy(async () => ({ default: (await import('./asking.tsx')).Asking }));
const SqlTab = lazy(async () => ({ default: (await import('./sql-tab.tsx')).SqlTab }));
const route = getRouteApi('/o/$organization/query');

/** Any question to the data, put together by hand; all of it stands in the address. */
export function QuestionPage() {
  const { t } = useMessages();
  const { organization } = route.useParams();
  const question = route.useSearch();
  const { tab } = question;
  return (
    <Page title={t('console.nav.questions')}>
      <Permitted to="data:read">
        <nav className="tabs" aria-label={t('consoleQuestions.ways')}>
          {([undefined, 'sql'] as const).map((way) => (
            <Link
              key={way ?? 'form'}
              to="/o/$organization/query"
              params={{ organization }}
              search={present({ ...question, tab: way })}
              activeOptions={{ exact: true, includeSearch: true }}
              {...(way === tab && { 'aria-current': 'page' as const })}
              replace
            >
              {t(way === 'sql' ? 'consoleQuestions.sql' : 'consoleQuestions.form')}
            </Link>
          ))}
        </nav>
        {tab === 'sql' ? (
          <Suspense fallback={<Skeleton lines={5} />}>
            <SqlTab organization={organization} />
          </Suspense>
        ) : (
          <FormTab organization={organization} />
        )}
      </Permitted>
    </Page>
  );
}

function FormTab({ organization }: { organization: string }) {
  const { t } = useMessages();
  const mayImport = useMay('data:create');
  const datasets = useQuery(datasetsQuery);
  const metrics = useQuery(metricsQuery);
  return (
    <Loaded query={datasets}>
      {({ items }) =>
        items.length === 0 ? (
          <Card>
            <Empty
              icon={Database}
              text={t('console.datasets.empty')}
              action={
                mayImport && (
                  <ButtonLink kind="primary" icon={Upload} to="/o/$organization/imports/new" params={{ organization }}>
                    {t('console.import.action')}
                  </ButtonLink>
                )
              }
            />
          </Card>
        ) : (
          <Suspense fallback={<Skeleton lines={6} />}>
            <Asking datasets={items} metrics={metrics.data?.items ?? []} />
          </Suspense>
        )
      }
    </Loaded>
  );
}
