import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnsOfFilter, filterToSql, findFilterFaults, type RowFilter, type TableFilter } from './row-filter.ts';

const columns = (['integer', 'number', 'boolean', 'date', 'timestamp', 'text'] as const).map((type) => ({
  name: `a_${type}`,
  type,
}));

const SQL: [filter: TableFilter, sql: string][] = [
  [[{ column: 'a_integer', operator: 'gte', value: 3 }], `("a_integer" >= '3'::bigint)`],
  [[{ column: 'a_number', operator: 'lt', value: -1e-7 }], `("a_number" < '-1e-7'::double precision)`],
  [[{ column: 'a_boolean', operator: 'ne', value: true }], `("a_boolean" <> 'true'::boolean)`],
  [[{ column: 'a_date', operator: 'gt', value: '2024-02-29' }], `("a_date" > '2024-02-29'::date)`],
  [
    [{ column: 'a_timestamp', operator: 'lte', value: '2024-01-01T01:30+02:00' }],
    `("a_timestamp" <= '2023-12-31T23:30:00.000Z'::timestamptz)`,
  ],
  [
    [{ column: 'a_timestamp', operator: 'lte', value: '2024-01-01' }],
    `("a_timestamp" <= '2024-01-01T00:00:00.000Z'::timestamptz)`,
  ],
  [[{ column: 'a_text', operator: 'eq', value: `O'Neil"; drop` }], `("a_text" = 'O''Neil"; drop'::text)`],
  [[{ column: 'a_text', operator: 'not_in', value: ['a', '\\'] }], `((not ("a_text" in ('a'::text, E'\\\\'::text))))`],
  [[{ column: 'a_text', operator: 'is_missing' }], '("a_text" is null)'],
  [
    [
      { column: 'a_integer', operator: 'is_present' },
      { column: 'a_text', operator: 'eq', value: 'a' },
    ],
    `("a_integer" is not null) and ("a_text" = 'a'::text)`,
  ],
  [
    {
      any: [
        { field: 'a_text', operator: 'contains', value: 'a' },
        { not: { field: 'a_boolean', operator: 'is_true' } },
      ],
    },
    `((strpos("a_text", 'a'::text) > 0 or (("a_boolean") is not true)))`,
  ],
  [
    { field: 'a_date', operator: 'within', value: { last: 2, unit: 'month' } },
    `(("a_date" >= '2024-01-01'::date and "a_date" < '2024-03-01'::date))`,
  ],
];

for (const [filter, sql] of SQL) {
  test(`a filter becomes SQL with its values as literals: ${sql}`, () => {
    assert.equal(filterToSql(filter, columns, { date: '2024-03-15', timeZone: 'Asia/Tokyo' }), sql);
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
    assert.deepEqual([fault?.pointer, fault?.operator, others], [`/1/${part}`, condition.operator, []]);
    assert.notEqual(typeof filterToSql([condition], columns), 'string');
  });
}

test('a fault of a condition within others says where it is', () => {
  const filter: TableFilter = {
    all: [
      { field: 'a_text', operator: 'is_null' },
      { not: { field: 'a_text', operator: 'greater_than', value: 'b' } },
      { field: 'nowhere', operator: 'is_null' },
      { field: 'a_text' },
    ],
  };
  const faults = findFilterFaults(filter, columns).map(({ pointer, part }) => [pointer, part]);
  assert.deepEqual(faults, [
    ['/all/1/not/operator', 'operator'],
    ['/all/2/field', 'column'],
    ['/all/3', 'condition'],
  ]);
});

test('a filter names its columns, however deep they are', () => {
  const deep: TableFilter = { any: [{ all: [{ field: 'a' }, { not: { field: 'b' } }] }, { field: 'c' }] };
  assert.deepEqual(columnsOfFilter(deep), ['a', 'b', 'c']);
  assert.deepEqual(columnsOfFilter([{ column: 'd', operator: 'is_missing' }]), ['d']);
});
