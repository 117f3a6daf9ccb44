import { containerVersion, readContainer, writeContainer } from '../artifact/container.ts';
import { type Fields, fieldsOf } from '../artifact/fields.ts';
import { type Calibrator } from '../calibration/calibration.ts';
import type { ModelShape } from '../estimators/estimator.ts';
import { type Algorithm, estimatorKinds, estimators } from '../estimators/registry.ts';
import { NumericError } from '../numeric-error.ts';
import { type Preprocessor, treeWidthOf } from '../preprocessing/preprocessor.ts';
import { readPreprocessor } from '../preprocessing/preprocessor-artifact.ts';
import type { FittedPipeline, Member, TargetDescription } from './pipeline.ts';

/**
 * Raised with every change of what a pipeline holds. Version 1 held one linear model and no calibration, version 2 knew
 * words by their buckets only.
 */
const FORMAT_VERSION = 3;
const OLDER_VERSIONS = new Set([1, 2]);

const TASKS = ['classification', 'regression'] as const;
const ALGORITHMS: readonly Algorithm[] = [...estimatorKinds, 'ensemble'];

/**
 * Writes a fitted pipeline as one buffer: magic, format version, length, CRC-32, JSON, raw numbers. Equal pipelines give
 * equal bytes.
 */
export function encodeArtifact(pipeline: FittedPipeline): Uint8Array {
  return writeContainer(FORMAT_VERSION, pipeline);
}

function corrupted(where: string): NumericError {
  return new NumericError('artifact_corrupted', { where });
}

function readTarget(fields: Fields): TargetDescription {
  return { name: fields.text('name'), classes: fields.scalars('classes'), positive: fields.number('positive') };
}

function readMember(fields: Fields, classCount: number, preprocessor: Preprocessor): Member {
  const weight = fields.number('weight');
  const model = fields.object('model');
  const estimator = estimators[model.oneOf('kind', estimatorKinds)];
  const task = classCount > 0 ? 'classification' : 'regression';
  if (!estimator.tasks.includes(task)) throw corrupted('pipeline.members');
  const featureCount = estimator.design === 'linear' ? preprocessor.width : treeWidthOf(preprocessor);
  const shape: ModelShape = { classCount, featureCount };
  return { weight, model: estimator.read(model, shape) };
}

function readMembers(fields: Fields, classCount: number, preprocessor: Preprocessor): FittedPipeline['members'] {
  const [first, ...others] = fields.objects('members').map((each) => readMember(each, classCount, preprocessor));
  if (first === undefined) throw corrupted('pipeline.members');
  return [first, ...others];
}

function readCalibrator(fields: Fields): Calibrator {
  if (fields.oneOf('method', ['platt', 'isotonic']) === 'platt') {
    return { method: 'platt', slope: fields.number('slope'), offset: fields.number('offset') };
  }
  const from = fields.floats('from');
  if (from.length === 0) throw corrupted('calibrator');
  return { method: 'isotonic', from, to: fields.floats('to', from.length) };
}

/** What the parts must have in common beyond their own form. */
function checkParts({ task, target, interval, calibrators }: FittedPipeline): void {
  const { classes, positive } = target;
  const consistent =
    task === 'regression'
      ? classes.length === 0 && interval !== null && calibrators.length === 0
      : classes.length >= 2 &&
        interval === null &&
        positive === (classes.length === 2 ? 1 : -1) &&
        [0, classes.length === 2 ? 1 : classes.length].includes(calibrators.length);
  if (!consistent) throw corrupted('pipeline');
}

/** What version 1 wrote, in today's form. */
function upgraded(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null || !('model' in payload && 'designMeans' in payload)) {
    throw corrupted('pipeline');
  }
  const { model, designMeans, ...rest } = payload;
  return {
    ...rest,
    members: [{ weight: 1, model: Object.assign({}, model, { means: designMeans }) }],
    calibrators: [],
    threshold: 0.5,
  };
}

/**
 * Reads what {@link encodeArtifact} wrote, also in format versions 1 and 2.
 *
 * @param bytes the whole buffer, which is copied from
 * @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted
 */
export function decodeArtifact(bytes: Uint8Array): FittedPipeline {
  const version = containerVersion(bytes);
  const payload = readContainer(OLDER_VERSIONS.has(version) ? version : FORMAT_VERSION, bytes);
  const fields = fieldsOf(version === 1 ? upgraded(payload) : payload, 'pipeline');
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
    members: readMembers(fields, target.classes.length, preprocessor),
    calibrators: fields.objects('calibrators').map(readCalibrator),
    threshold: fields.number('threshold'),
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
