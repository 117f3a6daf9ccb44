import { readContainer, writeContainer } from '../artifact/container.ts';
import { type Fields, fieldsOf } from '../artifact/fields.ts';
import type { LinearModel, LogisticModel } from '../estimators/estimator.ts';
import { NumericError } from '../numeric-error.ts';
import { readPreprocessor } from '../preprocessing/preprocessor-artifact.ts';
import type { FittedPipeline, TargetDescription } from './pipeline.ts';

/** Raised with every change of what a pipeline holds. */
const FORMAT_VERSION = 1;

const TASKS = ['classification', 'regression'] as const;
const ALGORITHMS = ['logistic_regression', 'linear_regression', 'ridge'] as const;
const LINEAR_KINDS = ['linear_regression', 'ridge'] as const;

/**
 * Writes a fitted pipeline as one buffer: magic, format version, length, CRC-32, JSON, raw numbers. Equal pipelines give
 * equal bytes.
 */
export function encodeArtifact(pipeline: FittedPipeline): Uint8Array {
  return writeContainer(FORMAT_VERSION, pipeline);
}

function readTarget(fields: Fields): TargetDescription {
  return { name: fields.text('name'), classes: fields.scalars('classes'), positive: fields.number('positive') };
}

function readModel(fields: Fields, classCount: number, width: number): LogisticModel | LinearModel {
  if (classCount === 0) {
    return {
      kind: fields.oneOf('kind', LINEAR_KINDS),
      featureCount: width,
      coefficients: fields.floats('coefficients', width),
      intercept: fields.number('intercept'),
    };
  }
  const outputs = classCount === 2 ? 1 : classCount;
  return {
    kind: fields.oneOf('kind', ['logistic_regression']),
    classCount,
    featureCount: width,
    coefficients: fields.floats('coefficients', outputs * width),
    intercepts: fields.floats('intercepts', outputs),
    converged: fields.flag('converged'),
    iterations: fields.number('iterations'),
  };
}

/** What the parts must have in common beyond their own form. */
function checkParts({ task, target, interval }: FittedPipeline): void {
  const { classes, positive } = target;
  const consistent =
    task === 'regression'
      ? classes.length === 0 && interval !== null
      : classes.length >= 2 && interval === null && positive === (classes.length === 2 ? 1 : -1);
  if (!consistent) throw new NumericError('artifact_corrupted', { where: 'pipeline' });
}

/**
 * Reads what {@link encodeArtifact} wrote.
 *
 * @param bytes the whole buffer, which is copied from
 * @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted
 */
export function decodeArtifact(bytes: Uint8Array): FittedPipeline {
  const fields = fieldsOf(readContainer(FORMAT_VERSION, bytes), 'pipeline');
  const target = readTarget(fields.object('target'));
  const preprocessor = readPreprocessor(fields.object('preprocessor'));
  const interval = fields.optionalObject('interval');
  const pipeline: FittedPipeline = {
    task: fields.oneOf('task', TASKS),
    algorithm: fields.oneOf('algorithm', ALGORITHMS),
    hyperparameters: fields.object('hyperparameters').numbersByName(),
    seed: fields.number('seed'),
    target,
    preprocessor,
    model: readModel(fields.object('model'), target.classes.length, preprocessor.width),
    designMeans: fields.floats('designMeans', preprocessor.width),
    interval:
      interval === null
        ? null
        : {
            level: interval.number('level'),
            halfWidth: interval.number('halfWidth'),
            coverage: interval.number('coverage'),
          },
  };
  checkParts(pipeline);
  return pipeline;
}
