import { at } from '../element.ts';
import type { Rng } from '../rng/rng.ts';

/** Which players take part in which rows, and which rows differ by one player. */
export interface CoalitionPlan {
  readonly players: number;
  /** Row r has player p where masks[r][p] is 1. Row 0 has all of them, row 1 none. */
  readonly masks: readonly Uint8Array[];
  readonly steps: readonly Step[];
}

/** What a player brings between two rows, and how much that counts. */
interface Step {
  readonly player: number;
  readonly withRow: number;
  readonly withoutRow: number;
  readonly weight: number;
}

/** Up to so many players every coalition may be looked at: 2^10 rows. */
const MOST_EXACT = 10;

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** Every coalition once: Shapley (1953), "A value for n-person games". */
function exactPlan(players: number): CoalitionPlan {
  const all = 2 ** players - 1;
  // Bits of the coalition that stands in a row; the first two change places so that row 0 has all players.
  const bits = [all, ...Array.from({ length: all }, (_, coalition) => coalition)];
  const rowOf = new Map(bits.map((coalition, row) => [coalition, row]));
  const masks = bits.map((coalition) => Uint8Array.from({ length: players }, (_, p) => (coalition >>> p) & 1));
  const steps = masks.flatMap((mask, withoutRow) => {
    const size = mask.reduce((sum, each) => sum + each, 0);
    const weight = (factorial(size) * factorial(players - size - 1)) / factorial(players);
    const coalition = bits[withoutRow] ?? 0;
    return Array.from(mask).flatMap((isIn, player): Step[] =>
      isIn === 1 ? [] : [{ player, withRow: rowOf.get(coalition | (1 << player)) ?? 0, withoutRow, weight }],
    );
  });
  return { players, masks, steps };
}

/**
 * Random orders in which the players come, each with its reverse: Mitchell, Cooper, Frank & Holmes (2022), "Sampling
 * permutations for Shapley value estimation", section 3 (antithetic sampling).
 */
function sampledPlan(players: number, mostRows: number, rng: Rng): CoalitionPlan {
  const pairs = Math.max(1, Math.floor((mostRows - 2) / (2 * (players - 1))));
  const masks = [new Uint8Array(players).fill(1), new Uint8Array(players)];
  const steps: Step[] = [];
  const weight = 1 / (2 * pairs);
  const walk = (order: Int32Array): void => {
    const mask = new Uint8Array(players);
    let withoutRow = 1;
    for (const [place, player] of order.entries()) {
      mask[player] = 1;
      const isLast = place === players - 1;
      const withRow = isLast ? 0 : masks.length;
      if (!isLast) masks.push(mask.slice());
      steps.push({ player, withRow, withoutRow, weight });
      withoutRow = withRow;
    }
  };
  for (let pair = 0; pair < pairs; pair += 1) {
    const order = Int32Array.from({ length: players }, (_, player) => player);
    rng.shuffle(order);
    walk(order);
    walk(order.toReversed());
  }
  return { players, masks, steps };
}

/**
 * Says which rows a model is to be asked so that its score can be divided among the features that differ from a
 * reference: all coalitions where these are few enough, else random orders. At least one order and its reverse are
 * walked, whatever that takes.
 *
 * @param players ≥ 0
 * @param mostRows ≥ 2: about how many rows may be asked
 */
export function planCoalitions(players: number, mostRows: number, rng: Rng): CoalitionPlan {
  if (players <= MOST_EXACT && 2 ** players <= Math.max(2, mostRows)) return exactPlan(players);
  return sampledPlan(players, mostRows, rng);
}

/**
 * What each player brings, by the scores of the plan's rows. Their sum is the score of row 0 less that of row 1.
 *
 * @param scores one per row of the plan
 * @returns one per player
 */
export function shapleyValues({ players, steps }: CoalitionPlan, scores: Float64Array): Float64Array {
  const values = new Float64Array(players);
  for (const { player, withRow, withoutRow, weight } of steps) {
    values[player] = at(values, player) + weight * (at(scores, withRow) - at(scores, withoutRow));
  }
  return values;
}
