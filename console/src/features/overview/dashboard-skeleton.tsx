import { useMessages } from '../../lib/messages/messages.tsx';

/** Grey shapes as high as what will come, so that nothing jumps. */
export function DashboardSkeleton() {
  const { t } = useMessages();
  return (
    <output className="dashboard">
      <span className="hidden-visually">{t('console.loading')}</span>
      <span className="key-figures">
        {[1, 2, 3, 4, 5].map((place) => (
          <span key={place} className="skeleton skeleton-figure" />
        ))}
      </span>
      <span className="dashboard-main">
        <span className="skeleton skeleton-chart" />
        <span className="skeleton skeleton-chart" />
      </span>
    </output>
  );
}
