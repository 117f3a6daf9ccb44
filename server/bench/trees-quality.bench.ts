// How good boosting is beside HistGradientBoosting with the same options: ten seeds of two synthetic sets, five splits
// of real sets with categories and blanks. Mean differences stand with their standard error, and beside how far
// scikit-learn with 250 bins lies from itself with 255: that much is chance. Run: node server/bench/trees-quality.bench.ts
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gradientBoosting } from '../src/numeric/estimators/gradient-boosting.ts';
import { rocAucOf } from '../src/numeric/metrics/roc-auc.ts';
import { createRng } from '../src/numeric/rng/rng.ts';

interface Task {
  readonly name: string;
  readonly group: string;
  readonly kind: 'auc' | 'rmse';
  readonly columns: number;
  readonly rows: number;
  readonly blanks: number;
  readonly categoryCounts: readonly number[];
  /** scikit-learn's figure. */
  readonly reference: number;
  /** The same with 250 bins instead of 255. */
  readonly varied: number;
}

interface Group {
  readonly task: Task;
  readonly own: number[];
  readonly reference: number[];
  readonly varied: number[];
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const standardError = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) / (values.length - 1));

const folder = await mkdtemp(path.join(tmpdir(), 'suite-trees-'));
try {
  execFileSync('/usr/bin/python3', ['server/bench/trees-reference.py', 'quality', folder], { stdio: 'inherit' });
  const read = async (name: string): Promise<Float64Array> =>
    new Float64Array((await readFile(path.join(folder, name))).buffer);
  const tasks: Task[] = JSON.parse(await readFile(path.join(folder, 'tasks.json'), 'utf8'));
  const groups = new Map<string, Group>();
  for (const task of tasks) {
    const [x, y, xt, yt] = await Promise.all(['x', 'y', 'xt', 'yt'].map((part) => read(`${task.name}.${part}`)));
    if (!x || !y || !xt || !yt) continue;
    const classCount = task.kind === 'auc' ? 2 : 0;
    const categoryCounts = Int32Array.from(task.categoryCounts);
    const features = { rows: y.length, columns: task.columns, data: x, categoryCounts };
    const model = gradientBoosting.fit(features, { values: y, classCount }, {}, createRng(1));
    const found = gradientBoosting.predict(model, { rows: yt.length, columns: task.columns, data: xt });
    const chances = found.filter((_, i) => classCount === 0 || i % 2 === 1);
    const error = chances.reduce((sum, value, i) => sum + (value - (yt[i] ?? Number.NaN)) ** 2, 0);
    const figure =
      task.kind === 'auc' ? rocAucOf(chances, yt)(new Float64Array(yt.length).fill(1)) : Math.sqrt(error / yt.length);
    const group = groups.get(task.group) ?? { task, own: [], reference: [], varied: [] };
    group.own.push(figure);
    group.reference.push(task.reference);
    group.varied.push(task.varied);
    groups.set(task.group, group);
  }
  console.log(
    '| set | rows | columns (categories) | blanks | measure | here | scikit-learn | mean difference ± error | largest | 250 bins: mean ± error | largest |',
  );
  console.log('|---|---|---|---|---|---|---|---|---|---|---|');
  for (const [name, { task, own, reference, varied }] of groups) {
    const relative = task.kind === 'rmse';
    const shown = (value: number): string => (relative ? `${(100 * value).toFixed(2)} %` : value.toFixed(4));
    const against = (values: readonly number[]): string[] => {
      const differences = values.map(
        (value, i) => (value - (reference[i] ?? 0)) / (relative ? (reference[i] ?? 1) : 1),
      );
      const largest = differences.reduce((most, each) => (Math.abs(each) > Math.abs(most) ? each : most));
      return [`${shown(mean(differences))} ± ${shown(standardError(differences))}`, shown(largest)];
    };
    const categories = task.categoryCounts.filter((count) => count > 0).length;
    const blanks = `${(100 * task.blanks).toFixed(1)} %`;
    const cells = [name, task.rows, `${task.columns} (${categories})`, blanks, task.kind];
    cells.push(mean(own).toFixed(4), mean(reference).toFixed(4), ...against(own), ...against(varied));
    console.log(`| ${cells.join(' | ')} |`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
