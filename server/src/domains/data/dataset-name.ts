import { dataErrors } from './data.errors.ts';

const MAX_NAME_BYTES = 63;
const NAME = /^[\p{L}\p{N}_][\p{L}\p{M}\p{N}_ .-]*$/u;

/**
 * The name of a dataset, which is also the name of its table: letters of any script, digits, spaces and _ . - up to 63
 * bytes, beginning with a letter, a digit or _.
 * @throws AppError dataset_name_invalid
 */
export function readDatasetName(text: string): string {
  const name = text.normalize('NFC').trim();
  if (!NAME.test(name) || Buffer.byteLength(name) > MAX_NAME_BYTES) {
    throw dataErrors.dataset_name_invalid({ dataset: name.slice(0, 100).toWellFormed(), limit: MAX_NAME_BYTES });
  }
  return name;
}
