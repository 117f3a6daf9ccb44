import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAgainstBaseline, type ProvedVersion } from './baseline-gate.ts';

const classifier: ProvedVersion = {
  model_type: 'classification',
  feature_columns: ['x'],
  metrics: { log_loss: 0.4, roc_auc: 0.8 },
  metric_intervals: { log_loss: { lower: 0.3, upper: 0.72 }, roc_auc: { lower: 0.7, upper: 0.9 } },
  baseline: { log_loss: 0.69, roc_auc: 0.5 },
};
const regression: ProvedVersion = {
  model_type: 'forecasting',
  feature_columns: ['x'],
  metrics: { rmse: 5, r2: 0.6 },
  metric_intervals: { rmse: { lower: 4, upper: 12 }, r2: { lower: 0.3, upper: 0.8 } },
  baseline: { rmse: 10, r2: 0 },
};

const CASES: [what: string, version: ProvedVersion, beaten: boolean][] = [
  ['a classifier with a smaller error that ranks better than chance', classifier, true],
  ['an error as large as the naive one', { ...classifier, metrics: { log_loss: 0.69, roc_auc: 0.8 } }, false],
  ['a larger error, however well it ranks', { ...classifier, metrics: { log_loss: 0.9, roc_auc: 0.99 } }, false],
  [
    'a smaller error that may be chance',
    { ...classifier, metric_intervals: { ...classifier.metric_intervals, roc_auc: { lower: 0.49, upper: 0.9 } } },
    false,
  ],
  [
    'an error clearly below the naive one, where ranking says nothing',
    {
      ...classifier,
      metric_intervals: { log_loss: { lower: 0.3, upper: 0.5 }, roc_auc: { lower: 0.4, upper: 0.9 } },
    },
    true,
  ],
  ['a smaller error without any interval', { ...classifier, metric_intervals: {} }, true],
  ['an error that could not be measured', { ...classifier, metrics: {} }, false],
  ['a number with a smaller error that explains something', regression, true],
  [
    'a number that may explain nothing',
    { ...regression, metric_intervals: { rmse: { lower: 4, upper: 12 }, r2: { lower: -0.2, upper: 0.8 } } },
    false,
  ],
  [
    'a trend that the rows held out leave behind, far better followed than by the mean of before',
    {
      ...regression,
      metrics: { rmse: 5, r2: -0.4 },
      metric_intervals: { rmse: { lower: 4, upper: 8 }, r2: { lower: -2, upper: 0.3 } },
    },
    true,
  ],
];

for (const [what, version, beaten] of CASES) {
  test(`${what} ${beaten ? 'beats' : 'does not beat'} the baseline`, () => {
    assert.equal(judgeAgainstBaseline(version).beaten, beaten);
  });
}

const OTHERS: [what: string, version: ProvedVersion, metric: string, beaten: boolean][] = [
  [
    'strange rows that are found better than in no order',
    {
      ...classifier,
      model_type: 'anomaly_detection',
      metrics: { average_precision: 0.8 },
      baseline: { average_precision: 0.1 },
    },
    'average_precision',
    true,
  ],
  [
    'one segment, whose silhouette cannot be told',
    { ...classifier, model_type: 'clustering', metrics: { clusters: 1 }, baseline: { silhouette: 0 } },
    'silhouette',
    false,
  ],
  [
    'recommendations that only equal what everybody takes',
    { ...classifier, model_type: 'recommendations', metrics: { map_at_10: 0.2 }, baseline: { map_at_10: 0.2 } },
    'map_at_10',
    false,
  ],
  [
    'a series that is nearer than the last season',
    { ...regression, feature_columns: [], metrics: { mase: 0.7 }, baseline: { mase: 1.1 } },
    'mase',
    true,
  ],
];

for (const [what, version, metric, beaten] of OTHERS) {
  test(`judges ${what}`, () => {
    const verdict = judgeAgainstBaseline(version);
    assert.deepEqual([verdict.metric, verdict.beaten], [metric, beaten]);
  });
}

test('where nothing could be measured there is nothing to beat', () => {
  const version: ProvedVersion = { ...classifier, model_type: 'anomaly_detection', metrics: {}, baseline: {} };
  assert.deepEqual([judgeAgainstBaseline(version).beaten, judgeAgainstBaseline(version).baseline], [true, null]);
});
