import { datasetErrors } from '../datasets/datasets.errors.ts';
import { readIndexName } from '../datasets/column-statements.ts';
import type { OpenDataset } from '../datasets/open-dataset.ts';

const UNIQUE_VIOLATION = '23505';
/** "Program limit exceeded": a row that takes more than its page, or a value too long for its index. */
const TOO_LARGE = '54000';

/** What the database refused, in the words of the product. */
export async function translateRefusals<T>(dataset: Pick<OpenDataset, 'name' | 'constraints'>, work: () => Promise<T>) {
  try {
    return await work();
  } catch (thrown) {
    const { code, constraint } = toFields(thrown);
    if (code === TOO_LARGE) throw datasetErrors.row_too_large({ dataset: dataset.name }, { cause: thrown });
    const index = code === UNIQUE_VIOLATION ? readIndexName(constraint) : null;
    if (!index) throw thrown;
    if (index.kind === 'key') throw datasetErrors.record_exists({ count: 1, records: '…' }, { cause: thrown });
    const column = dataset.constraints.find(({ id }) => id === index.constraintId)?.column ?? '';
    throw datasetErrors.value_taken({ column, dataset: dataset.name }, { cause: thrown });
  }
}

function toFields(thrown: unknown): { code: string; constraint: string } {
  const fields: { code?: unknown; constraint?: unknown } = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const { code, constraint } = fields;
  return {
    code: typeof code === 'string' ? code : '',
    constraint: typeof constraint === 'string' ? constraint : '',
  };
}
