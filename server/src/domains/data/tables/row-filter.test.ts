import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterToSql, findFilterFaults, type RowFilter } from './row-filter.ts';

const columns = (['integer', 'number', 'boolean', 'date', 'timestamp', 'text'] as const).map((type) => ({
  name: `a_${type}`,
  type,
}));

const SQL: [condition: RowFilter[number], sql: string][] = [
  [{ column: 'a_integer', operator: 'gte', value: 3 }, `("a_integer" >= '3'::numeric)`],
  [{ column: 'a_number', operator: 'lt', value: -1e-7 }, `("a_number" < '-1e-7'::double precision)`],
  [{ column: 'a_boolean', operator: 'ne', value: true }, '("a_boolean" <> true)'],
  [{ column: 'a_date', operator: 'gt', value: '2024-02-29' }, `("a_date" > '2024-02-29'::date)`],
  [
    { column: 'a_timestamp', operator: 'lte', value: '2024-01-01T01:30+02:00' },
    `("a_timestamp" <= '2023-12-31T23:30:00.000Z'::timestamptz)`,
  ],
  [{ column: 'a_text', operator: 'eq', value: `O'Neil"; drop` }, `("a_text" = 'O''Neil"; drop')`],
  [{ column: 'a_text', operator: 'not_in', value: ['a', '\\'] }, `("a_text" not in ('a',  E'\\\\'))`],
  [{ column: 'a_text', operator: 'is_missing' }, '("a_text" is null)'],
  [{ column: 'a_integer', operator: 'is_present' }, '("a_integer" is not null)'],
];

for (const [condition, sql] of SQL) {
  test(`a condition becomes SQL with its value as a literal: ${sql}`, () => {
    assert.equal(filterToSql([condition], columns), sql);
  });
}

const FAULTS: [condition: RowFilter[number], part: string][] = [
  [{ column: 'nowhere', operator: 'eq', value: 1 }, 'column'],
  [{ column: 'a_text', operator: 'lt', value: 'b' }, 'operator'],
  [{ column: 'a_boolean', operator: 'in', value: [true] }, 'operator'],
  [{ column: 'a_integer', operator: 'eq', value: '3' }, 'value'],
  [{ column: 'a_number', operator: 'in', value: [1, '2'] }, 'value'],
  [{ column: 'a_number', operator: 'in', value: 1 }, 'value'],
  [{ column: 'a_number', operator: 'eq', value: [1] }, 'value'],
  [{ column: 'a_number', operator: 'eq' }, 'value'],
  [{ column: 'a_number', operator: 'is_missing', value: 1 }, 'value'],
  [{ column: 'a_date', operator: 'eq', value: '2023-02-29' }, 'value'],
  [{ column: 'a_date', operator: 'eq', value: '0000-01-01' }, 'value'],
  [{ column: 'a_timestamp', operator: 'eq', value: '2024-01-01T25:00Z' }, 'value'],
  [{ column: 'a_timestamp', operator: 'eq', value: '0001-01-01T00:00+10:00' }, 'value'],
  [{ column: 'a_text', operator: 'eq', value: 'a\0b' }, 'value'],
];

for (const [condition, part] of FAULTS) {
  test(`a condition that cannot be asked is a fault: ${JSON.stringify(condition)}`, () => {
    const good = { column: 'a_text', operator: 'is_present' } as const;
    const [fault, ...others] = findFilterFaults([good, condition], columns);
    assert.deepEqual([fault?.index, fault?.part, others], [1, part, []]);
    assert.notEqual(typeof filterToSql([condition], columns), 'string');
  });
}
