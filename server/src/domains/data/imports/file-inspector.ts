import type { Database } from '../../../platform/db/database.ts';
import type { FileProfile } from '../csv/inspection.ts';
import { isAppError } from '../../../platform/errors.ts';
import { findDataset } from '../data.repository.ts';
import { readDatasetName } from '../dataset-name.ts';
import type { Encoding, TextFound } from '../files/encodings.ts';
import { inspectFile, notesOnEncoding, readText } from '../files/open-file.ts';
import type { FileFormat } from '../files/reading.ts';
import { habitOf } from './habits.ts';
import { type ImportOptions, type Mapping, readingOf } from './import-options.ts';
import { applyMapping, shapeOf } from './mapping.ts';
import { findMapping } from './mappings.repository.ts';
import { type Proposal, proposeMapping } from './propose-mapping.ts';
import { listRows } from './sample-rows.ts';
import { planColumns } from './target.ts';

export interface InspectedBeginning {
  profile: FileProfile;
  encoding: Encoding;
  /** The first rows as the file has them, in the order of its columns. */
  rows: (string | null)[][];
  /** Whether there was more of the file than was looked at. */
  cut: boolean;
  shape: string;
  proposals: Proposal[];
  /** What was kept for such files. */
  saved: Mapping | null;
}

interface Beginning {
  dataset: string | null;
  organizationLanguage: string | null;
  format: FileFormat | null;
  options: ImportOptions;
  body: AsyncIterable<Uint8Array>;
}

/** So much of a file is looked at before it is imported. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Looks at the beginning of a file and says what an import of it would do; nothing is kept. */
export function createFileInspector({ database, maxSizeMb }: { database: Database; maxSizeMb: number }) {
  /** @throws AppError dataset_name_invalid, import_options_invalid, and what `inspectFile` throws */
  return async (organizationId: number, beginning: Beginning): Promise<InspectedBeginning> => {
    const { options, format } = beginning;
    const name = beginning.dataset === null ? null : readDatasetName(beginning.dataset);
    const asked = readingOf(options);
    const found: TextFound = { encoding: 'utf-8' };
    const { text, cut } = await readBeginning(beginning.body, { encoding: asked.encoding, maxSizeMb }, found);
    const habit = habitOf(beginning.organizationLanguage);
    const seen = await inspectFile(once(text), { options: { ...asked, encoding: 'utf-8' }, habit, format, maxSizeMb });
    const profile = { ...seen, notes: [...notesOnEncoding(asked.encoding, found), ...seen.notes] };
    const db = database.tenant(organizationId);
    const dataset = name === null ? null : await findDataset(db, organizationId, name);
    const shape = shapeOf(profile);
    const saved = name === null ? null : await findMapping(db, organizationId, { dataset: name, shape });
    const mapped = applyMapping(profile, dataset, options);
    return {
      profile: name === null ? mapped : { ...mapped, notes: planColumns(name, dataset, mapped).notes },
      encoding: found.encoding,
      rows: listRows(text, profile),
      cut,
      shape,
      proposals: proposeMapping(profile, dataset),
      saved,
    };
  };
}

async function* once(text: Buffer): AsyncGenerator<Buffer> {
  yield text;
}

/** The text that a file begins with. The last line is left out where it may be half of one. */
async function readBeginning(
  body: AsyncIterable<Uint8Array>,
  options: { encoding: Encoding | null; maxSizeMb: number },
  found: TextFound,
): Promise<{ text: Buffer; cut: boolean }> {
  const parts: Buffer[] = [];
  let length = 0;
  let cut = false;
  async function* bounded(): AsyncGenerator<Uint8Array> {
    let taken = 0;
    for await (const piece of body) {
      yield piece;
      taken += piece.length;
      if (taken < MOST_BYTES) continue;
      cut = true;
      return;
    }
  }
  try {
    for await (const piece of readText(bounded(), options, found)) {
      parts.push(piece);
      length += piece.length;
      if (length < MOST_BYTES) continue;
      cut = true;
      break;
    }
  } catch (error) {
    // An archive that was cut here is not damaged.
    if (!cut || !isAppError(error) || error.code !== 'file_damaged') throw error;
  }
  const text = Buffer.concat(parts);
  return { text: cut ? text.subarray(0, text.lastIndexOf(10) + 1) : text, cut };
}
