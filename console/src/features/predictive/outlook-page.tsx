import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { analysisQuery } from '../../api/analyses.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Subject } from '../../lib/subjects.ts';
import { subjects } from '../../lib/subjects.ts';
import { Page } from '../../ui/page.tsx';
import { Permitted } from '../../ui/permission.tsx';
import { Loaded } from '../../ui/states.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { subjectFacts } from './subjects.ts';
import './outlook.css';

const Outlook = lazy(async () => ({ default: (await import('./outlook.tsx')).Outlook }));
const route = getRouteApi('/o/$organization/outlook');

/** What will happen, how sure that is, what it is worth, and what to do about it. */
export function OutlookPage() {
  const { t, language } = useMessages();
  const { organization } = route.useParams();
  const { about, analysis } = route.useSearch();
  // An address may name an answer alone: what it is about is then told by the answer.
  const isNamed = about === undefined && analysis !== undefined;
  const named = useQuery({ ...analysisQuery(Number(analysis ?? 0), language), enabled: isNamed });
  const subjectOfNamed = subjects.find((each) => subjectFacts[each].kind === named.data?.kind);
  const subject = about ?? subjectOfNamed ?? 'customers';
  return (
    <Page title={t('console.nav.outlook')}>
      <Permitted to="ai_analytics:read">
        <Tabs organization={organization} subject={subject} />
        <Suspense fallback={<WaitingCard />}>
          {isNamed && named.data === undefined ? (
            <Loaded query={named}>{() => null}</Loaded>
          ) : (
            <Outlook key={subject} subject={subject} organization={organization} />
          )}
        </Suspense>
      </Permitted>
    </Page>
  );
}

function Tabs({ organization, subject }: { organization: string; subject: Subject }) {
  const { t } = useMessages();
  return (
    <nav className="tabs" aria-label={t('consoleOutlook.about')}>
      {subjects.map((each) => (
        <Link
          key={each}
          to="/o/$organization/outlook"
          params={{ organization }}
          search={{ about: each }}
          activeOptions={{ exact: true, includeSearch: true }}
          {...(each === subject && { 'aria-current': 'page' as const })}
        >
          {t(`consoleOutlook.about.${each}`)}
        </Link>
      ))}
    </nav>
  );
}
