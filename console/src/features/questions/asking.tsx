import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { MessageCircleQuestion } from 'lucide-react';
import type { Asked } from '../../api/questions.ts';
import { sessionQuery } from '../../api/session.ts';
import type { Dataset, Metric } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import type { Question } from '../../lib/question.ts';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/states.tsx';
import { AnswerCard } from './answer-card.tsx';
import { figuresOf, metricOf, queryOf } from './build-question.ts';
import { QuestionForm } from './question-form.tsx';
import './questions.css';

const route = getRouteApi('/o/$organization/query');

/** The question beside its answer, which follows every change of it. */
export function Asking({ datasets, metrics }: { datasets: readonly Dataset[]; metrics: readonly Metric[] }) {
  const { t } = useMessages();
  const question = route.useSearch();
  const navigate = useNavigate({ from: '/o/$organization/query' });
  const today = useToday();
  const change = (next: { [Name in keyof Question]: Question[Name] | undefined }) =>
    void navigate({ search: (now) => present({ ...now, ...next }), replace: true });
  const asked = askedOf(question, datasets, metrics, today);
  return (
    <div className="asking">
      <QuestionForm question={question} datasets={datasets} metrics={metrics} onChange={change} />
      {asked === null ? (
        <Card>
          <Empty icon={MessageCircleQuestion} text={t('consoleQuestions.begin')} />
        </Card>
      ) : (
        <AnswerCard
          asked={asked}
          timeName={asked.kind === 'metric' ? 'period' : question.time}
          view={question.view ?? 'chart'}
          onView={(view) => change({ view: view === 'chart' ? undefined : view })}
        />
      )}
    </div>
  );
}

/** The day that it is where the organization is. */
function useToday(): string {
  const nowMs = useNow();
  const timeZone = useQuery({ ...sessionQuery, enabled: false }).data?.organization.time_zone ?? 'UTC';
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(nowMs);
}

function askedOf(
  question: Question,
  datasets: readonly Dataset[],
  metrics: readonly Metric[],
  today: string,
): Asked | null {
  const metric = metrics.find(({ name }) => name === question.metric);
  if (metric !== undefined) return metricOf(question, metric.name, today);
  const dataset = datasets.find(({ name }) => name === question.dataset);
  return dataset === undefined || figuresOf(question).length === 0 ? null : queryOf(question, dataset);
}
