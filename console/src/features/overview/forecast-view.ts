import type { DashboardChoice } from '../../api/overview.ts';
import type { Zoom } from '../../ui/forecast-points.ts';

/** How the forecast is looked at. */
export interface ForecastView extends Zoom {
  grain: DashboardChoice['grain'];
  isTable: boolean;
}
