import { sql } from 'kysely';
import type { Db } from '../../../platform/db/database.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Dataset } from '../data.repository.ts';
import { findStandardDataset, fitsStandard } from '../datasets/standard.ts';
import type { RecordChange } from './record-changes.repository.ts';
import { type RecordValues, toJsonValue } from './record-values.ts';

/** A change with the whole record as it is after it, or as it was before it went. */
export interface ToldChange extends RecordChange {
  record: RecordValues;
}

const PLAIN = { create: 'record_created', update: 'record_updated', delete: 'record_deleted' } as const;

/** What the changes of standard datasets are called in business. */
const BUSINESS: Record<string, Partial<Record<RecordChange['change'], string>>> = {
  customers: { create: 'customer_created', update: 'customer_updated', delete: 'customer_deleted' },
  products: { create: 'product_created', update: 'product_updated', delete: 'product_deleted' },
  orders: { create: 'order_placed', update: 'order_updated', delete: 'order_deleted' },
  leads: { create: 'lead_created', update: 'lead_updated', delete: 'lead_deleted' },
  service_requests: { create: 'service_request_created', update: 'service_request_updated' },
};

/** A change of so many records is told once more, as a whole. */
const BULK = 100;

/** Stock is low at or below the column `reorder_point` where the dataset has one, else when nothing is left. */
const isLow = (values: RecordValues): boolean =>
  typeof values['on_hand'] === 'number' && values['on_hand'] <= Number(values['reorder_point'] ?? 0);

function becameLow({ change, before, record }: ToldChange): boolean {
  if (change === 'delete' || !isLow(record)) return false;
  return change === 'create' || !isLow({ ...record, ...before });
}

function typesOf({ name, columns }: Dataset, change: ToldChange): string[] {
  const standard = findStandardDataset(name);
  if (!standard || !fitsStandard(standard, new Set(columns.map((column) => column.name))))
    return [PLAIN[change.change]];
  const business = BUSINESS[name]?.[change.change];
  const low = name === 'inventory_levels' && becameLow(change) ? ['stock_low'] : [];
  return [PLAIN[change.change], ...(business === undefined ? [] : [business]), ...low];
}

/** Every value of the record by its own name, then what happened to it. */
function dataOf({ name, columns }: Dataset, changeSet: string, change: ToldChange) {
  const types = new Map(columns.map((column) => [column.name, column.type]));
  const canonical = (values: RecordValues | null): RecordValues =>
    Object.fromEntries(
      Object.entries(values ?? {}).map(([column, value]) => [column, toJsonValue(value, types.get(column) ?? 'text')]),
    );
  return {
    ...canonical(change.record),
    table_name: name,
    record_id: change.key,
    change_set: changeSet,
    changed_fields: change.change === 'update' ? Object.keys(change.after ?? {}) : [],
    previous: change.change === 'update' ? canonical(change.before) : {},
  };
}

interface WrittenEvent {
  id: string;
  type: string;
  subject: string;
  data: Record<string, unknown>;
}

/** Writes the events of changes in the transaction of the changes. Events of one record are told in their order. */
export async function appendRecordEvents(
  db: Db,
  organizationId: number,
  { outbox, newId }: { outbox: Pick<Outbox, 'appended'>; newId(prefix: string): string },
  { dataset, changeSet, changes }: { dataset: Dataset; changeSet: string; changes: readonly ToldChange[] },
): Promise<void> {
  const events: WrittenEvent[] = changes.flatMap((change) =>
    typesOf(dataset, change).map((type) => ({
      id: newId('evt'),
      type,
      subject: `${dataset.name}/${change.key}`,
      data: dataOf(dataset, changeSet, change),
    })),
  );
  if (changes.length >= BULK) {
    const whole = { table_name: dataset.name, change_set: changeSet, records: changes.length };
    events.push({ id: newId('evt'), type: 'records_changed', subject: dataset.name, data: whole });
  }
  if (events.length === 0) return;
  await sql`
    insert into outbox_events (organization_id, id, type, subject_kind, subject_id, data)
    select ${organizationId}::int, e.id, e.type, 'record', e.subject, e.data
      from jsonb_to_recordset(${JSON.stringify(events)}::jsonb) as e(id text, type text, subject text, data jsonb)
  `.execute(db);
  outbox.appended(db);
}
