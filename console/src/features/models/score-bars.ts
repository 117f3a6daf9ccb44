/** One column of a picture of how scores are spread. */
export interface ScoreBar {
  from: number;
  to: number;
  count: number;
  isAbove: boolean;
}

const usualBars = 28;

/** How many scores lie between which bounds. A bar lies on one side of the threshold only. */
export function scoreBars(scores: readonly number[], threshold: number, bars = usualBars): ScoreBar[] {
  const [low, high] = [Math.min(...scores, threshold), Math.max(...scores, threshold)];
  if (scores.length === 0 || low === high) return [];
  const share = Math.round((bars * (threshold - low)) / (high - low));
  const below = threshold > low ? Math.max(1, share) : 0;
  const sides = [
    { from: low, to: threshold, bars: below, isAbove: false },
    { from: threshold, to: high, bars: Math.max(1, bars - below), isAbove: true },
  ];
  return sides.flatMap((side) => {
    const step = (side.to - side.from) / side.bars;
    const counts = Array.from({ length: side.bars }, () => 0);
    for (const score of scores) {
      if (score >= threshold !== side.isAbove) continue;
      const place = step === 0 ? 0 : Math.min(side.bars - 1, Math.floor((score - side.from) / step));
      counts[place] = (counts[place] ?? 0) + 1;
    }
    return counts.map((count, place) => ({
      from: side.from + place * step,
      to: side.from + (place + 1) * step,
      count,
      isAbove: side.isAbove,
    }));
  });
}
