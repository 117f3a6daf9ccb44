import type { ReactNode } from 'react';
import { lazy, Suspense } from 'react';
import type { DashboardChoice } from '../../api/overview.ts';
import type { Dashboard } from '../../api/types.ts';
import { classNames } from '../../lib/class-names.ts';
import type { ForecastView } from './forecast-view.ts';
import { ForecastCard } from './forecast-card.tsx';
import { WaitingCard } from '../../ui/waiting-card.tsx';
import { KeyFigures } from './key-figures.tsx';
import './overview.css';

// What stands beside the forecast comes with it.
const AttentionCard = lazy(async () => ({ default: (await import('./attention-card.tsx')).AttentionCard }));

/** What the address says of the dashboard. */
export interface DashboardView {
  organization: string;
  choice: DashboardChoice;
  view: ForecastView;
  onView(change: Partial<ForecastView>): void;
}

interface DashboardBodyProps extends DashboardView {
  dashboard: Dashboard;
  /** While what was chosen since is under way. */
  isOld: boolean;
  children: ReactNode;
}

export function DashboardBody({ organization, choice, view, onView, dashboard, isOld, children }: DashboardBodyProps) {
  return (
    <div className={classNames('dashboard', isOld && 'dashboard-old')} aria-busy={isOld}>
      <KeyFigures figures={dashboard.key_figures} choice={choice} organization={organization} />
      <div className="dashboard-main">
        <ForecastCard dashboard={dashboard} view={view} onView={onView} />
        <Suspense fallback={<WaitingCard />}>
          <AttentionCard items={dashboard.attention} organization={organization} />
        </Suspense>
      </div>
      <div className="dashboard-foot">{children}</div>
    </div>
  );
}
