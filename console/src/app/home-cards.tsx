// What stands further down on the dashboard, and comes after its figures.
export { ModelsHealthCard } from '../features/models/models-health-card.tsx';
export { LatestPredictionsCard } from '../features/predictions/latest-predictions-card.tsx';
