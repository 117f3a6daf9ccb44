/** What the watch goes by; docs/adr/0022-watching-models.md says why. */

/** Population stability index from which something is shifting, and from which it has shifted (Siddiqi 2006). */
export const PSI_SHIFTING = 0.1;
export const PSI_SHIFTED = 0.25;
/** Share of false names that is put up with among the features that are named. */
export const FALSE_DISCOVERY_RATE = 0.05;

/** Fewer answers, or fewer outcomes, say nothing. */
export const LEAST_PREDICTIONS = 200;
export const LEAST_OUTCOMES = 50;
export const MOST_PREDICTIONS = 10_000;
export const MOST_OUTCOMES = 2000;
export const PREDICTION_DAYS = 7;
export const OUTCOME_DAYS = 28;

/** By how much the live error is larger than the held-out one when it is slipping, and when it is degraded. */
export const ERROR_SLIPPING = 0.05;
export const ERROR_DEGRADED = 0.1;
/** Chances below which a worsening counts. The watch looks often, so what raises an alarm must be rare indeed. */
export const CHANCE_SLIPPING = 0.05;
export const CHANCE_DEGRADED = 0.001;
/** By how much an interval may cover less than its level. */
export const COVERAGE_SHORTFALL = 0.05;

/** How often fewer, or more, answers than usual are worth a word. */
export const VOLUME_FACTOR = 3;
export const MOST_COUNTED = 100_000;
