import { CalendarDays, ChevronDown } from 'lucide-react';
import type { DashboardChoice } from '../../api/overview.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';

const periods = ['7d', '30d', '90d', '12m'] as const satisfies readonly DashboardChoice['period'][];
const comparisons = ['previous_period', 'previous_year'] as const satisfies readonly DashboardChoice['compare'][];

interface ChoiceProps {
  onChoice(change: Partial<Pick<DashboardChoice, 'period' | 'compare'>>): void;
}

/** How far back the figures reach. */
export function PeriodMenu({ period, onChoice }: { period: DashboardChoice['period'] } & ChoiceProps) {
  const { t } = useMessages();
  return (
    <Menu
      label={t('consoleHome.dashboard.periodIs', { period: t(`consoleHome.dashboard.last.${period}`) })}
      className="button"
      trigger={
        <>
          <Icon as={CalendarDays} />
          {t(`consoleHome.dashboard.last.${period}`)}
          <Icon as={ChevronDown} size={14} />
        </>
      }
      choices={[
        {
          heading: t('consoleScores.dashboard.period'),
          value: period,
          options: periods.map((value) => ({ value, label: t(`consoleHome.dashboard.last.${value}`) })),
          onChange: (value) => {
            const next = periods.find((each) => each === value);
            if (next) onChoice({ period: next });
          },
        },
      ]}
    />
  );
}

/** What figures are held against. */
export function CompareMenu({ compare, onChoice }: { compare: DashboardChoice['compare'] } & ChoiceProps) {
  const { t } = useMessages();
  return (
    <Menu
      label={t('consoleHome.dashboard.comparedWith', { what: t(`console.dashboard.compare.${compare}`) })}
      className="button button-quiet"
      trigger={
        <>
          {t(`console.dashboard.compare.${compare}`)}
          <Icon as={ChevronDown} size={14} />
        </>
      }
      choices={[
        {
          heading: t('consoleHome.dashboard.comparison'),
          value: compare,
          options: comparisons.map((value) => ({ value, label: t(`console.dashboard.compare.${value}`) })),
          onChange: (value) => {
            const next = comparisons.find((each) => each === value);
            if (next) onChoice({ compare: next });
          },
        },
      ]}
    />
  );
}
