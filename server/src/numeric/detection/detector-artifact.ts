import { readContainer, writeContainer } from '../artifact/container.ts';
import { fieldsOf } from '../artifact/fields.ts';
import { NumericError } from '../numeric-error.ts';
import type { DetectorKind, SeriesDetector } from './series-detector.ts';

/** Kind of artifact in the high 16 bits, format version in the low ones. */
const FORMAT_VERSION = 0x0004_0001;
const KINDS: readonly DetectorKind[] = ['zscore_robust', 'stl_residual', 'forecast_residual', 'dbscan', 'change_point'];

/** Writes a detector as one buffer; equal detectors give equal bytes. */
export function encodeDetector(detector: SeriesDetector): Uint8Array {
  return writeContainer(FORMAT_VERSION, detector);
}

/** @throws NumericError artifact_not_recognized, artifact_version_unsupported, artifact_truncated, artifact_corrupted */
export function decodeDetector(bytes: Uint8Array): SeriesDetector {
  const fields = fieldsOf(readContainer(FORMAT_VERSION, bytes), 'detector');
  const stretch = fields.object('stretch');
  const [ahead, cycle, usual] = [fields.floats('ahead'), fields.number('cycle'), fields.floats('usual')];
  const isWhole = Number.isInteger(cycle) && cycle >= 1 && cycle <= ahead.length;
  if (!isWhole || usual.length === 0 || usual.length % 2 === 1) {
    throw new NumericError('artifact_corrupted', { where: 'detector' });
  }
  return {
    kind: fields.oneOf('kind', KINDS),
    transform: { lambda: fields.object('transform').number('lambda') },
    floor: fields.number('floor'),
    history: fields.floats('history'),
    ahead,
    cycle,
    scale: fields.number('scale'),
    aheadScale: fields.number('aheadScale'),
    dayKinds: fields.objects('dayKinds').map((each) => {
      return { kind: each.number('kind'), offset: each.number('offset'), scale: each.number('scale') };
    }),
    usual,
    threshold: fields.number('threshold'),
    stretch: { below: stretch.number('below'), above: stretch.number('above') },
  };
}
