import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Lock, Play } from 'lucide-react';
import { useState } from 'react';
import { planQuery } from '../../api/plan.ts';
import type { Asked } from '../../api/questions.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextAreaField } from '../../ui/field.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Empty, Skeleton } from '../../ui/states.tsx';
import { AnswerCard } from './answer-card.tsx';
import { rowLimit } from './build-question.ts';

const route = getRouteApi('/o/$organization/query');

/** One SELECT over the datasets, for plans that have it. */
export function SqlTab({ organization }: { organization: string }) {
  const { t } = useMessages();
  const mayReadPlan = useMay('tenancy:read');
  const plan = useQuery({ ...planQuery, enabled: mayReadPlan });
  if (mayReadPlan && plan.isPending) return <Skeleton lines={5} />;
  const access = plan.data?.entitlements.find(({ entitlement }) => entitlement === 'sql_access');
  // Whoever may not see the plan finds out by asking.
  if (access?.limit === 0) {
    return (
      <Card>
        <Empty
          icon={Lock}
          text={t('consoleQuestions.sqlPlan')}
          action={
            <ButtonLink to="/o/$organization/settings" params={{ organization }} search={{ tab: 'plan' }}>
              {t('console.settings.tab.plan')}
            </ButtonLink>
          }
        />
      </Card>
    );
  }
  return <SqlForm />;
}

function SqlForm() {
  const { t } = useMessages();
  const { sql, view } = route.useSearch();
  const navigate = useNavigate({ from: '/o/$organization/query' });
  const [text, setText] = useState(sql ?? '');
  const asked: Asked | null = sql === undefined ? null : { kind: 'sql', body: { sql, limit: rowLimit } };
  const run = () => {
    const wanted = text.trim();
    void navigate({ search: (now) => present({ ...now, sql: wanted === '' ? undefined : wanted }), replace: true });
  };
  return (
    <>
      <Card>
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            run();
          }}
        >
          <div className="sql-field" dir="ltr">
            <TextAreaField
              label={t('consoleQuestions.sqlLabel')}
              hint={t('consoleQuestions.sqlHint')}
              value={text}
              spellCheck={false}
              rows={6}
              translate="no"
              placeholder="select region, sum(amount) as revenue from orders group by region"
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) run();
              }}
            />
          </div>
          <div className="row">
            <Button type="submit" kind="primary" icon={Play} unavailable={text.trim() === ''}>
              {t('consoleQuestions.run')}
            </Button>
            <span className="small faint">{t('consoleQuestions.limits', { rows: rowLimit })}</span>
          </div>
        </form>
      </Card>
      {asked !== null && (
        <AnswerCard
          asked={asked}
          timeName={undefined}
          view={view ?? 'table'}
          onView={(next) =>
            void navigate({
              search: (now) => present({ ...now, view: next === 'table' ? undefined : next }),
              replace: true,
            })
          }
        />
      )}
    </>
  );
}
