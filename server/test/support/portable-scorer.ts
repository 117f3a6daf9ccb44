/**
 * Scores by an exported model, written from docs/MODEL_EXPORT.md alone: whatever is not in the file or on that page is
 * not here. Shares no code with the product.
 */
const real = (value: number | string): number => Number(value);
const isMissing = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

export function scoreRecord(file: any, record: Record<string, unknown>): { prediction: number[]; label: unknown } {
  const rows = {
    linear: file.features.flatMap((feature: any) => linearColumns(feature, record[feature.name])),
    tree: file.features.flatMap((feature: any) => treeColumns(feature, record[feature.name])),
  };
  const classes = file.target.classes.length;
  const answers = file.members.map((member: any) => answer(member, rows[member.design as 'linear' | 'tree'], classes));
  const pooled = answers.length === 1 ? answers[0] : pool(file.members, answers, classes);
  const prediction = calibrate(file.calibration, pooled);
  if (classes === 0) return { prediction, label: null };
  const best =
    classes === 2 ? Number((prediction[1] ?? 0) >= file.threshold) : prediction.indexOf(Math.max(...prediction));
  return { prediction, label: file.target.classes[best] };
}

function linearColumns(feature: any, given: unknown): number[] {
  const missing = isMissing(given);
  const ofMissing = feature.missing_share > 0 ? [(missing ? 1 : 0) - feature.missing_share] : [];
  if (feature.kind === 'number') {
    const { median, mean, scale } = feature;
    return [...(scale > 0 ? [((missing ? median : Number(given)) - mean) / scale] : []), ...ofMissing];
  }
  if (feature.kind === 'boolean') {
    const share = feature.true_share;
    return [...(share > 0 && share < 1 ? [missing ? 0 : Number(isTrue(given)) - share] : []), ...ofMissing];
  }
  if (feature.kind === 'time') {
    const value = missing ? 0 : timeOf(given);
    const waves = feature.cycles.flatMap(({ period_ms: period, harmonics }: any) => {
      const turns = value / period;
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      return Array.from({ length: harmonics }, (_, h) => [Math.sin((h + 1) * angle), Math.cos((h + 1) * angle)]).flat();
    });
    const centred = waves.map((wave: number, i: number) => (missing ? 0 : wave - feature.harmonic_means[i]));
    return [
      ...(feature.scale > 0 ? [missing ? 0 : (value - feature.mean) / feature.scale] : []),
      ...centred,
      ...ofMissing,
    ];
  }
  if (feature.kind === 'category') return categoryColumns(feature, given);
  if (feature.kind === 'text') return [...buckets(feature, given, 0), ...ofMissing];
  if (feature.kind === 'words') return [...wordScores(feature, given, 0), ...ofMissing];
  return [];
}

function treeColumns(feature: any, given: unknown): number[] {
  const missing = isMissing(given);
  if (feature.kind === 'number') return [missing ? Number.NaN : Number(given)];
  if (feature.kind === 'boolean') return [missing ? Number.NaN : Number(isTrue(given))];
  if (feature.kind === 'time') {
    const value = missing ? Number.NaN : timeOf(given);
    const turned = feature.cycles.map(({ period_ms: period, origin_ms: origin }: any) => {
      const turns = (value - origin) / period;
      return turns - Math.floor(turns);
    });
    return [value, ...turned];
  }
  if (feature.kind === 'category') {
    if (missing) return [Number.NaN];
    const { levels, further_levels: further, rare_hashes: rare } = feature;
    const text = textOf(given);
    if (levels.includes(text)) return [levels.indexOf(text)];
    if (further.includes(text)) return [levels.length + further.indexOf(text)];
    return [rare.length > 0 ? levels.length + further.length : Number.NaN];
  }
  if (feature.kind === 'words') return wordScores(feature, given, Number.NaN);
  return feature.kind === 'text' ? buckets(feature, given, Number.NaN) : [];
}

function categoryColumns(feature: any, given: unknown): number[] {
  const { levels, shares, rare_share: rareShare, missing_share: missingShare } = feature;
  const all = [...shares, ...(rareShare > 0 ? [rareShare] : []), ...(missingShare > 0 ? [missingShare] : [])];
  if (all.length < 2) return [];
  const level = isMissing(given) ? -1 : levels.indexOf(textOf(given));
  const rare = rareShare > 0 ? levels.length : -1;
  const ofMissing = missingShare > 0 ? all.length - 1 : -1;
  const own = level >= 0 ? level : isMissing(given) ? ofMissing : rare;
  return own < 0 ? all.map(() => 0) : all.map((share, i) => (i === own ? 1 : 0) - share);
}

function buckets({ means, scales, hash_seed: seed }: any, given: unknown, ofMissing: number): number[] {
  if (isMissing(given)) return means.map(() => ofMissing);
  const words = wordsOf(textOf(given));
  const sums = means.map(() => 0);
  for (const word of words) {
    const hash = hashOf(word, seed);
    sums[(hash >>> 1) % means.length] += (hash % 2 === 0 ? 1 : -1) / Math.sqrt(words.length);
  }
  return sums.map((sum: number, i: number) => (scales[i] > 0 ? (sum - means[i]) / scales[i] : 0));
}

function wordScores({ terms, rarities, weights, means, scales }: any, given: unknown, ofMissing: number): number[] {
  if (isMissing(given)) return means.map(() => ofMissing);
  const words = wordsOf(textOf(given));
  const counts = new Map<number, number>();
  for (const term of [...words, ...words.slice(1).map((word, i) => `${words[i]} ${word}`)]) {
    const place = terms.indexOf(hashOf(term, 0) | 0);
    if (place >= 0) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const weighed = [...counts].map(([place, count]) => [place, (1 + Math.log(count)) * rarities[place]] as const);
  const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight ** 2, 0));
  return means.map((mean: number, k: number) => {
    const score = weighed.reduce(
      (sum, [place, weight]) => sum + (weight / length) * weights[place * means.length + k],
      0,
    );
    return scales[k] > 0 ? (score - mean) / scales[k] : 0;
  });
}

function wordsOf(text: string): string[] {
  const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
  const runs: { pairs: boolean; characters: string[] }[] = [];
  let isOpen = false;
  for (const character of text.slice(0, 20_000).normalize('NFKC').toLowerCase()) {
    const pairs = unspaced.test(character);
    const isWord = pairs || /[\p{L}\p{M}\p{N}]/u.test(character);
    const last = runs.at(-1);
    if (isWord && isOpen && last?.pairs === pairs) last.characters.push(character);
    else if (isWord) runs.push({ pairs, characters: [character] });
    isOpen = isWord;
  }
  return runs.flatMap(({ pairs, characters }) =>
    pairs && characters.length > 1
      ? characters.slice(1).map((character, i) => `${characters[i]}${character}`)
      : [characters.join('')],
  );
}

function hashOf(text: string, seed: number): number {
  let hash = 0x811c_9dc5 ^ seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return hash ^ (hash >>> 16);
}

const isTrue = (given: unknown): boolean => ['true', 't', 'yes', 'y', '1'].includes(String(given).toLowerCase());
const timeOf = (given: unknown): number => (typeof given === 'number' ? given : Date.parse(String(given)));
const textOf = (given: unknown): string => String(given).trim().normalize('NFC');

function answer(member: any, row: number[], classes: number): number[] {
  const scores = member.design === 'linear' ? linearScores(member, row) : treeScores(member, row);
  const [first = 0] = scores;
  if (member.link === 'logistic') return [1 / (1 + Math.exp(first)), 1 / (1 + Math.exp(-first))];
  if (member.link === 'share') return [1 - first, first];
  if (member.link === 'softmax') return softmax(scores);
  return classes === 0 ? [first] : scores;
}

const linearScores = ({ intercepts, coefficients }: any, row: number[]): number[] =>
  intercepts.map((intercept: number, k: number) =>
    row.reduce((sum, value, c) => sum + value * coefficients[k][c], intercept),
  );

function treeScores({ trees, start, divisor, offset }: any, row: number[]): number[] {
  const scores: number[] = [...start];
  for (const [t, root] of trees.roots.entries()) {
    let node: number = root;
    while (trees.feature[node] >= 0) node = trees.left[node] + (goesLeft(trees, node, row) ? 0 : 1);
    for (let i = 0; i < trees.leaf_width; i += 1) {
      const k = trees.leaf_width === 1 ? t % scores.length : i;
      scores[k] = (scores[k] ?? 0) + trees.leaf_values[trees.leaf[node] * trees.leaf_width + i];
    }
  }
  return scores.map((score) => score / divisor + offset);
}

function goesLeft(trees: any, node: number, row: number[]): boolean {
  const feature = trees.feature[node];
  const value = row[feature] ?? Number.NaN;
  const set = trees.category_set[node];
  const isKnown =
    set < 0 ? !Number.isNaN(value) : Number.isInteger(value) && value >= 0 && value < trees.category_counts[feature];
  if (!isKnown) return trees.missing_left[node] === 1;
  return set < 0 ? value <= real(trees.threshold[node]) : trees.category_sets[set].includes(value);
}

function pool(members: any[], answers: number[][], classes: number): number[] {
  const of = (k: number, read: (value: number, member: any) => number) =>
    answers.reduce((sum, each, m) => sum + members[m].weight * read(each[k] ?? 0, members[m]), 0);
  if (classes === 0) return [of(0, (value) => value)];
  return softmax(
    Array.from({ length: classes }, (_, k) => of(k, (value, { floor }) => Math.log(Math.max(floor, value)))),
  );
}

function softmax(scores: number[]): number[] {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function calibrate(calibration: any[], probabilities: number[]): number[] {
  if (calibration.length === 0) return probabilities;
  if (calibration.length === 1) {
    const second = corrected(calibration[0], probabilities[1] ?? 0);
    return [1 - second, second];
  }
  const each = probabilities.map((p, k) => corrected(calibration[k], p));
  const total = each.reduce((sum, p) => sum + p, 0);
  return each.map((p) => p / total);
}

function corrected({ method, slope, offset, from, to }: any, p: number): number {
  if (method === 'platt') {
    const kept = Math.min(1 - 1e-6, Math.max(1e-6, p));
    return 1 / (1 + Math.exp(-(slope * Math.log(kept / (1 - kept)) + offset)));
  }
  if (p <= from[0]) return to[0];
  if (p >= from.at(-1)) return to.at(-1);
  const right = from.findIndex((each: number) => each > p);
  const share = (p - from[right - 1]) / (from[right] - from[right - 1]);
  return to[right - 1] + share * (to[right] - to[right - 1]);
}
