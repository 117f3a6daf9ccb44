import { type ArimaFit, estimateArima, isSettled } from './arima-estimation.ts';
import type { ArimaOrder } from './arima-polynomials.ts';
import { difference, differencesNeeded, seasonalDifferencesNeeded } from './stationarity.ts';

const MAX_ORDER = 5;
const MAX_SEASONAL = 2;
const MAX_TOTAL = 5;
const MAX_MODELS = 60;

/** Good enough to compare orders: AICc to about a hundredth. */
const ROUGH = 1e-3;

/** Orders are compared on the last values only, as many as these; parameters are estimated on all. */
const COMPARED = 250;

type Lags = Pick<ArimaOrder, 'p' | 'q' | 'seasonalP' | 'seasonalQ' | 'hasConstant'>;

/** One step away from an order (Hyndman & Khandakar 2008, section 3.2). */
function neighboursOf({ p, q, seasonalP, seasonalQ, hasConstant }: Lags, season: number): Lags[] {
  const steps = [-1, 1];
  const found: Lags[] = [];
  const add = (move: Partial<Lags>): void => {
    found.push({ p, q, seasonalP, seasonalQ, hasConstant, ...move });
  };
  if (season > 1) {
    for (const step of steps) add({ seasonalP: seasonalP + step });
    for (const step of steps) add({ seasonalQ: seasonalQ + step });
    for (const step of steps) add({ seasonalP: seasonalP + step, seasonalQ: seasonalQ + step });
  }
  for (const step of steps) add({ p: p + step });
  for (const step of steps) add({ q: q + step });
  for (const step of steps) add({ p: p + step, q: q + step });
  add({ hasConstant: !hasConstant });
  return found;
}

function isAllowed({ p, q, seasonalP, seasonalQ, hasConstant }: Lags, differences: number): boolean {
  return (
    Math.min(p, q, seasonalP, seasonalQ) >= 0 &&
    Math.max(p, q) <= MAX_ORDER &&
    Math.max(seasonalP, seasonalQ) <= MAX_SEASONAL &&
    p + q + seasonalP + seasonalQ <= MAX_TOTAL &&
    (!hasConstant || differences < 2)
  );
}

/**
 * Order of differencing by season strength and KPSS, then a stepwise search for the least AICc from four beginnings
 * (Hyndman & Khandakar 2008). Fits near the unit circle are passed over.
 *
 * @param values n, without NaN
 * @param season m, 1 where there is none
 * @returns null where not even the plainest order can be fitted
 */
export function searchArima(values: Float64Array, season: number): ArimaFit | null {
  const seasonalD = seasonalDifferencesNeeded(values, season);
  const d = differencesNeeded(seasonalD === 1 ? difference(values, season) : values);
  const compared = values.subarray(Math.max(0, values.length - COMPARED));
  const tried = new Map<string, ArimaFit | null>();
  let best: ArimaFit | null = null;
  const attempt = (lags: Lags): boolean => {
    const key = JSON.stringify([lags.p, lags.q, lags.seasonalP, lags.seasonalQ, lags.hasConstant]);
    if (!isAllowed(lags, d + seasonalD) || tried.has(key) || tried.size >= MAX_MODELS) return false;
    const fit = estimateArima(compared, { ...lags, d, seasonalD, season }, { tolerance: ROUGH });
    tried.set(key, fit);
    if (fit === null || !isSettled(fit.coefficients, season)) return false;
    if (best !== null && fit.aicc >= best.aicc) return false;
    best = fit;
    return true;
  };
  const hasConstant = d + seasonalD < 2;
  const seasonal = season > 1 ? 1 : 0;
  attempt({ p: 2, q: 2, seasonalP: seasonal, seasonalQ: seasonal, hasConstant });
  attempt({ p: 0, q: 0, seasonalP: 0, seasonalQ: 0, hasConstant });
  attempt({ p: 1, q: 0, seasonalP: seasonal, seasonalQ: 0, hasConstant });
  attempt({ p: 0, q: 1, seasonalP: 0, seasonalQ: seasonal, hasConstant });
  if (hasConstant) attempt({ p: 0, q: 0, seasonalP: 0, seasonalQ: 0, hasConstant: false });
  const latest = (): ArimaFit | null => best;
  for (let from = latest(); from !== null; from = latest()) {
    if (!neighboursOf(from.order, season).some(attempt)) break;
  }
  const chosen = latest();
  return chosen && (estimateArima(values, chosen.order, { near: chosen.coefficients }) ?? chosen);
}
