import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAgainstBaseline, type ProvedVersion } from './baseline-gate.ts';

const classifier: ProvedVersion = {
  model_type: 'classification',
  metrics: { log_loss: 0.4, roc_auc: 0.8 },
  metric_intervals: { log_loss: { lower: 0.3, upper: 0.72 }, roc_auc: { lower: 0.7, upper: 0.9 } },
  baseline: { log_loss: 0.69, roc_auc: 0.5 },
};
const regression: ProvedVersion = {
  model_type: 'forecasting',
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
