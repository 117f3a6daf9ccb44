import type { SeriesDetector } from './series-detector.ts';

/** How slowly a side gives way: so many dismissals move it half the way. */
const RESISTANCE = 2;

/** The factor by which one side is stretched. */
function stretchBy(scores: readonly number[], threshold: number): number {
  const logs = scores.map((score) => Math.log(Math.max(1, Math.abs(score) / threshold)));
  const mean = logs.reduce((sum, value) => sum + value, 0) / Math.max(1, logs.length);
  return Math.exp((mean * scores.length) / (scores.length + RESISTANCE));
}

/**
 * Learns from "not an anomaly": the side on which deviations were dismissed is stretched, so that the same deviation
 * scores lower. With m dismissals whose scores are s₁ … s_m, standard deviations on that side are multiplied by
 * (geometric mean of max(1, |sᵢ| / θ))^(m / (m + 2)): a third of the way, in logarithms, after the first dismissal, half of
 * it after two, and nearly all after many; one slip of the finger does not blind a monitor. What is confirmed counts as
 * a dismissal at θ itself, and takes back.
 *
 * @param detector as it was fitted; dismissals of an earlier call are forgotten, so hand in all
 * @param dismissed scores by the detector as it was fitted, with their signs; infinite ones count for nothing
 * @param confirmed scores that somebody has called an anomaly
 */
export function learnDismissals(
  detector: SeriesDetector,
  dismissed: readonly number[],
  confirmed: readonly number[] = [],
): SeriesDetector {
  const { threshold } = detector;
  const side = (sign: number): number => {
    const own = dismissed.filter((score) => Math.sign(score) === sign && Number.isFinite(score));
    const others = confirmed.filter((score) => Math.sign(score) === sign).map(() => threshold);
    return own.length === 0 ? 1 : stretchBy([...own, ...others], threshold);
  };
  return { ...detector, stretch: { below: side(-1), above: side(1) } };
}
