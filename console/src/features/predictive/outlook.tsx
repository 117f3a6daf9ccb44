import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { analysesQuery } from '../../api/analyses.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Subject } from '../../lib/subjects.ts';
import { Loaded } from '../../ui/states.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { Answered } from './answered.tsx';
import { Begin } from './begin.tsx';
import { subjectFacts } from './subjects.ts';
import { useAsk } from './use-ask.ts';

const route = getRouteApi('/o/$organization/outlook');

/** The newest answer about one subject, or the one that the address names. */
export function Outlook({ subject, organization }: { subject: Subject; organization: string }) {
  const { language } = useMessages();
  const { kind } = subjectFacts[subject];
  const { analysis: named } = route.useSearch();
  const ask = useAsk(subject, kind);
  const heads = useQuery(analysesQuery(kind, language));
  return (
    <Loaded query={heads} skeleton={<WaitingCard />}>
      {({ items }) => {
        const usual = items.find(({ status }) => status === 'succeeded') ?? items[0];
        const id = named === undefined ? usual?.id : Number(named);
        if (id === undefined) return <Begin subject={subject} organization={organization} ask={ask} />;
        return <Answered id={id} heads={items} subject={subject} organization={organization} ask={ask} />;
      }}
    </Loaded>
  );
}
