import {
  type Json,
  type ParametersOf,
  type StepContext,
  StepError,
  type StepHandler,
} from '../domains/automation/index.ts';
import { type DataService, findStandardDataset, type RowFilter } from '../domains/data/index.ts';
import { isAppError } from '../platform/errors.ts';
import { isLanguageCode } from '../platform/messages/languages.ts';
import type { Messages } from '../platform/messages/messages.ts';

type Parameters = ParametersOf<'data_update'>;

interface Deps {
  data: Pick<DataService, 'records' | 'getDataset'>;
  messages: Pick<Messages, 'translate'>;
}

/** Workflows change records in nobody's name. */
const actor = { kind: 'system', id: null } as const;

type Values = Record<string, Json>;

/**
 * Changes records in the transaction that notes the step as done: with history, events and the way back, as every change
 * has them.
 */
export function createUpdateStep({ data, messages }: Deps): StepHandler {
  const { records } = data;

  /** A record to be added, with its key where the step names it apart. */
  async function toRecord(
    organizationId: number,
    { table_name: table, record_id: id, updates }: Parameters,
  ): Promise<Values> {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- resolved to JSON before the step is done
    const values = updates as Values;
    if (id === undefined) return values;
    // A standard dataset comes to be with its first record.
    const key = findStandardDataset(table)?.key ?? (await findKey(organizationId, table));
    return key === null ? values : { ...values, [key]: id };
  }

  async function findKey(organizationId: number, table: string): Promise<string | null> {
    const { columns } = await data.getDataset(organizationId, table);
    return columns.find(({ isKey }) => isKey)?.name ?? null;
  }

  const { throwRetryable, readFilter } = createWords(messages);
  const preview = createPreview(data, readFilter);

  return {
    type: 'data_update',

    async run(given, { organizationId, language }) {
      const parameters = toParameters(given);
      const { table_name: table, operation, record_id: id, filter, updates, max_records: cap } = parameters;
      const rowFilter = filter === undefined ? null : readFilter(filter, language);
      const retryable = <T>(work: Promise<T>) => work.catch((error: unknown) => throwRetryable(error, language));
      const record = operation === 'update' ? {} : await toRecord(organizationId, parameters);
      await retryable(records.makeRoom(organizationId, table, [operation === 'update' ? updates : record], actor));
      return {
        output: null,
        commitBusiness: (session) => retryable(change(records.within(session))),
      };

      async function change(inside: ReturnType<typeof records.within>): Promise<Json> {
        if (operation !== 'update') {
          const creation = { records: [record], upsert: operation === 'upsert', actor };
          const made = await inside.create(organizationId, table, creation);
          const ids = made.records.map(({ key }) => key);
          return outputOf(operation, ids, made.changeSet, made.created + made.updated);
        }
        if (rowFilter) {
          const wanted = { filter: rowFilter, values: updates, cap, actor };
          const { affected, changeSet } = await inside.apply(organizationId, table, wanted);
          return outputOf(operation, [], changeSet, affected);
        }
        const changed = await inside.update(organizationId, table, String(id), updates, { actor });
        return outputOf(operation, [changed.record.key], changed.changeSet, changed.changeSet === null ? 0 : 1);
      }
    },

    preview,
  };
}

/** What authors of workflows are told. */
function createWords(messages: Deps['messages']) {
  return { throwRetryable, readFilter };

  /** A dataset that is just being made or filled is free again soon. */
  function throwRetryable(error: unknown, language: string): never {
    if (!isAppError(error) || error.code !== 'dataset_busy') throw error;
    const reader = isLanguageCode(language) ? language : 'en';
    const message = messages.translate(reader, `${error.namespace}.errors.${error.code}.detail`, error.params);
    throw new StepError({ code: error.code, message, isRetryable: true });
  }

  function readFilter(filter: object, language: string): RowFilter {
    const read = toRowFilter(filter);
    if (read) return read;
    const message = messages.translate(isLanguageCode(language) ? language : 'en', 'automation.failures.filter_unfit');
    throw new StepError({ code: 'filter_unfit', message, isRetryable: false });
  }
}

function createPreview(
  { records }: Pick<DataService, 'records'>,
  readFilter: (filter: object, language: string) => RowFilter,
) {
  /** Which records would be touched, as they are now; nothing is changed. */
  return async function preview(given: unknown, { organizationId, language }: StepContext): Promise<Json> {
    const { table_name: table, operation, record_id: id, filter, updates, max_records: cap } = toParameters(given);
    if (filter !== undefined) {
      const rowFilter = readFilter(filter, language);
      const found = await records.bulk.preview(organizationId, table, { filter: rowFilter, values: updates, cap });
      const record_ids = found.examples.map(({ key }) => key);
      return toJson({ operation, affected: found.affected, within_cap: found.affected <= cap, record_ids, updates });
    }
    const record = id === undefined ? null : await records.find(organizationId, table, String(id));
    const affected = operation === 'update' ? Number(record !== null) : 1;
    const before =
      record && Object.fromEntries(Object.keys(updates).map((name) => [name, record.values[name] ?? null]));
    return toJson({
      operation,
      affected,
      within_cap: true,
      record_ids: id === undefined ? [] : [String(id)],
      before,
      updates,
    });
  };
}

function outputOf(operation: string, recordIds: string[], changeSet: string | null, affected: number): Json {
  return { operation, affected, record_ids: recordIds, change_set: changeSet };
}

const OPERATORS: Readonly<Record<string, RowFilter[number]['operator']>> = {
  equals: 'eq',
  not_equals: 'ne',
  less_than: 'lt',
  less_or_equal: 'lte',
  greater_than: 'gt',
  greater_or_equal: 'gte',
  in: 'in',
  not_in: 'not_in',
  is_null: 'is_missing',
  is_not_null: 'is_present',
};

/** Conditions that all must hold, as queries spell them; null where they say more than a change of records understands. */
function toRowFilter(filter: object): RowFilter | null {
  const conditions: unknown = 'all' in filter ? filter.all : [filter];
  if (!Array.isArray(conditions) || conditions.length === 0 || conditions.length > 50) return null;
  const read: RowFilter = [];
  for (const condition of conditions) {
    const { field, operator: name, value, ...others } = condition ?? {};
    const operator = typeof name === 'string' && Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
    if (typeof field !== 'string' || operator === undefined || Object.keys(others).length > 0) return null;
    read.push({ column: field, operator, ...(value === undefined ? {} : { value }) });
  }
  return read;
}

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked by the step's schema before it is done
const toParameters = (given: unknown): Parameters => given as Parameters;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what JSON gives is JSON
const toJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
