import { useQuery } from '@tanstack/react-query';
import { analysisQuery, isUnderWay } from '../../api/analyses.ts';
import type { Analysis, AnalysisHead } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Subject } from '../../lib/subjects.ts';
import { Note } from '../../ui/note.tsx';
import { Loaded } from '../../ui/states.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { AnswerBody } from './answer-body.tsx';
import { Begin } from './begin.tsx';
import { Computing } from './computing.tsx';
import { Renewal } from './renewal.tsx';
import { useChanged } from './use-changed.ts';
import type { Ask } from './use-ask.ts';

interface AnsweredProps {
  id: number;
  /** The latest answers, the newest first. */
  heads: readonly AnalysisHead[];
  subject: Subject;
  organization: string;
  ask: Ask;
}

/** One answer, however far it is. */
export function Answered({ id, heads, subject, organization, ask }: AnsweredProps) {
  const { t, language } = useMessages();
  const analysis = useQuery(analysisQuery(id, language));
  const changed = useChanged(analysis.data);
  const later = heads.find((head) => isUnderWay(head) && head.id > id);
  return (
    <Loaded query={analysis} skeleton={<WaitingCard />}>
      {(data) => {
        if (isUnderWay(data)) return <Computing jobId={data.job_id} />;
        if (data.result === null) {
          return (
            <>
              <Note tone="bad" title={data.error?.title ?? t(`consoleOutlook.ended.${endOf(data)}`)} urgent>
                {data.error !== null && <p>{data.error.detail}</p>}
              </Note>
              <Begin subject={subject} organization={organization} ask={ask} />
            </>
          );
        }
        return (
          <>
            {later !== undefined && <Computing jobId={later.job_id} />}
            <Renewal analysis={data} heads={heads} subject={subject} changed={changed} ask={ask} />
            <AnswerBody analysis={data} subject={subject} organization={organization} ask={ask} />
          </>
        );
      }}
    </Loaded>
  );
}

const endOf = ({ status }: Analysis) => (status === 'cancelled' ? 'cancelled' : 'failed');
