import Type, { type Static } from 'typebox';
import {
  type FittedPipeline,
  type HeldOutRows,
  outcomesByPrediction,
  reliabilityBins,
  rocCurve,
} from '../../numeric/index.ts';

const share = Type.Number({ minimum: 0, maximum: 1 });

const rocPoint = {
  false_positive_rate: share,
  true_positive_rate: share,
  threshold: Type.Number({ description: 'Rows count as positive from this probability on.' }),
};

const binarySchema = Type.Object({
  kind: Type.Literal('binary'),
  roc: Type.Array(Type.Object(rocPoint), { description: 'From the highest threshold on; (0, 0) comes before.' }),
  in_use: Type.Object(rocPoint, { description: 'Where the threshold of the version lies.' }),
  calibration: Type.Array(
    Type.Object({
      probability: share,
      share: Type.Number({ description: 'Of these rows, how many came true.' }),
      lower: Type.Number({ description: 'Interval of 95 %.' }),
      upper: Type.Number(),
      rows: Type.Integer(),
    }),
    { description: 'By tenth of the probability, where there are rows.' },
  ),
});

const numberSchema = Type.Object({
  kind: Type.Literal('number'),
  outcomes: Type.Array(
    Type.Object({
      predicted: Type.Number({ description: 'Mean of the stretch.' }),
      actual: Type.Number({ description: 'Mean of what came.' }),
      lower: Type.Number({ description: 'Quantile 0.1 of what came.' }),
      upper: Type.Number({ description: 'Quantile 0.9.' }),
      rows: Type.Integer(),
    }),
    { description: 'Stretches of as many rows each, in the order of the predictions.' },
  ),
});

export const curvesSchema = Type.Union([binarySchema, numberSchema, Type.Null()], {
  description: 'How it did on the rows held out, to be drawn. Null of versions from before, and of types without such.',
});
export type HeldOutCurves = Static<typeof curvesSchema>;

const ROC_POINTS = 50;
const CALIBRATION_BINS = 10;
const OUTCOME_BINS = 20;

/** What a version said of rows that it had not seen, small enough to be kept with it. */
export function curvesOf({ target, threshold }: FittedPipeline, heldOut: HeldOutRows): HeldOutCurves {
  const { predictions, actual } = heldOut;
  const classes = target.classes.length;
  if (classes === 0) return { kind: 'number', outcomes: outcomesByPrediction(predictions, actual, OUTCOME_BINS) };
  if (classes !== 2) return null;
  const positive = Math.max(0, target.positive);
  const probabilities = Float64Array.from(actual, (_, row) => predictions[row * classes + positive] ?? 0);
  const positives = Float64Array.from(actual, (label) => Number(label === positive));
  const roc = rocCurve(probabilities, positives, ROC_POINTS);
  if (roc.length === 0) return null;
  // Shares are told by the curve of one threshold alone.
  const isAbove = probabilities.map((each) => Number(each >= threshold));
  const [above] = isAbove.includes(1) ? rocCurve(isAbove, positives, 2) : [];
  return {
    kind: 'binary',
    roc: roc.map(toPoint),
    in_use: { ...toPoint(above ?? { falsePositiveRate: 0, truePositiveRate: 0, threshold }), threshold },
    calibration: reliabilityBins(probabilities, positives, CALIBRATION_BINS),
  };
}

const toPoint = (point: { falsePositiveRate: number; truePositiveRate: number; threshold: number }) => ({
  false_positive_rate: point.falsePositiveRate,
  true_positive_rate: point.truePositiveRate,
  threshold: point.threshold,
});
