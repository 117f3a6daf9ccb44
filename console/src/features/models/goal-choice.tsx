import { getRouteApi } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { ChartLine, Gift, Shapes, Target, TriangleAlert } from 'lucide-react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Goal } from './goals.ts';
import { goals } from './goals.ts';

const route = getRouteApi('/o/$organization/models/new');

const icons: Record<Goal, LucideIcon> = {
  value: Target,
  series: ChartLine,
  anomalies: TriangleAlert,
  segments: Shapes,
  offers: Gift,
};

/** The question behind the model, in a person's words; the type of the model follows from it. */
export function GoalChoice() {
  const { t } = useMessages();
  const { goal = 'value', dataset } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Card title={t('consoleKinds.goal.title')}>
      <div className="goals" role="radiogroup" aria-label={t('consoleKinds.goal.title')}>
        {goals.map((each) => (
          <label key={each} className="goal">
            <input
              type="radio"
              className="hidden-visually"
              name="goal"
              value={each}
              checked={each === goal}
              onChange={() =>
                void navigate({
                  search: present({ dataset, goal: each === 'value' ? undefined : each }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
            <Icon as={icons[each]} />
            <span>
              <span className="medium goal-title">{t(`consoleKinds.goal.${each}`)}</span>
              <span className="small secondary">{t(`consoleKinds.goal.${each}.hint`)}</span>
            </span>
          </label>
        ))}
      </div>
    </Card>
  );
}
