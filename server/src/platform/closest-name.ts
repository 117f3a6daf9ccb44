/** Names that differ in case, spaces and signs only are the same word to whoever types them. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The name that was probably meant, or null when none is near: at most a third of its letters differ. */
export function closestName(wanted: string, names: readonly string[]): string | null {
  const target = plain(wanted);
  let closest: string | null = null;
  let least = Infinity;
  for (const name of names) {
    const candidate = plain(name);
    const distance = editDistance(target, candidate);
    if (distance < least && distance <= Math.max(target.length, candidate.length) / 3) {
      closest = name;
      least = distance;
    }
  }
  return closest;
}

const LONGEST = 64;

/** Letters to insert, delete, replace or swap with a neighbour (optimal string alignment; Damerau 1964). */
function editDistance(left: string, right: string): number {
  if (left.length > LONGEST || right.length > LONGEST) return left === right ? 0 : Infinity;
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (let i = 1; i <= left.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replaced = (last[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const swapped =
        left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1] ? (beforeLast[j - 2] ?? Infinity) + 1 : Infinity;
      row.push(Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, swapped));
    }
    beforeLast = last;
    last = row;
  }
  return last[right.length] ?? 0;
}
