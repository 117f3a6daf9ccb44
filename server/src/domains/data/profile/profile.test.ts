import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeDataset } from '../../../../test/support/make-dataset.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { findDataset } from '../data.repository.ts';
import { createReadOnly } from '../query/run-read-only.ts';
import { measureProfile } from './measure-profile.ts';

const suite = await createTestApp({ work: true });
const { call, database } = suite;
const mine = await suite.createOrganization('Mine');
const { key } = mine;

const ask = (path: string, language = 'en') =>
  call('GET', `data/datasets/${path}`, { key, headers: { 'accept-language': language } });
async function profileOf(dataset: string) {
  const { status, body, text } = await ask(`${dataset}/profile`);
  assert.equal(status, 200, text);
  return { ...body, column: (name: string) => body.columns.find((each: any) => each.name === name) };
}
const codesOf = ({ notes }: { notes: any[] }) => notes.map(({ code, column }) => `${code} ${column ?? ''}`.trim());

async function importRows(dataset: string, rows: readonly unknown[][]): Promise<void> {
  const { status, body, text } = await call('POST', `data/datasets/${dataset}/imports`, {
    key,
    body: rows.map((row) => row.join(',')).join('\n'),
    headers: { 'content-type': 'text/csv' },
  });
  assert.equal(status, 202, text);
  assert.equal((await suite.awaitJob(body.job_id, key)).status, 'succeeded');
}

await makeDataset(
  database.database,
  mine.id,
  'customers',
  [
    ['customer_id', 'text', true],
    ['country', 'text'],
    ['currency', 'text'],
  ],
  Array.from({ length: 40 }, (_, n) => [`C-${1000 + n}`, n % 2 ? 'France' : 'Japan', n % 2 ? 'EUR' : 'JPY']),
);

/** 400 sales with faults that are known. */
const SALES = 400;
const salesRow = (n: number): unknown[] => [
  `S-${10_000 + (n === 7 ? 6 : n)}`,
  n === 11 ? 'C-9999' : `C-${1000 + (n % 40)}`,
  n === 3 ? 90_000 : n === 4 ? -80_000 : 50 + (n % 50),
  n % 4 === 0 ? null : (n % 3) * 10,
  n === 5 ? 'nobody at example' : `p${n % 300}@example.com`,
  n === 8 ? 'north ' : n === 9 ? 'NORTH' : n % 2 ? 'north' : 'south',
  n === 10 ? 'n/a' : `note ${n % 5}`,
  n === 12 ? '2199-01-01' : new Date(Date.UTC(2025, 0, 1 + n + (n >= 200 ? 60 : 0))).toISOString().slice(0, 10),
  'CHF',
  n % 2 ? 'N' : 'S',
];
await makeDataset(
  database.database,
  mine.id,
  'sales',
  [
    ['sale', 'text'],
    ['customer_id', 'text'],
    ['amount', 'number', false, 'money'],
    ['discount', 'integer'],
    ['email', 'text'],
    ['region', 'text'],
    ['remark', 'text'],
    ['sold_on', 'date'],
    ['currency', 'text'],
    ['side', 'text'],
  ],
  Array.from({ length: SALES }, (_, n) => salesRow(n)),
);

test('counts, quantiles and a histogram are those of the values', async () => {
  const profile = await profileOf('sales');
  const { numbers, blanks, distinct, distinct_is: method } = profile.column('amount');
  const values = Array.from({ length: SALES }, (_, n) => salesRow(n)[2] as number).toSorted((a, b) => a - b);
  assert.deepEqual([profile.rows, profile.sample, blanks, distinct, method], [400, null, 0, 52, 'exact']);
  assert.deepEqual([numbers.min, numbers.max, numbers.negatives, numbers.zeros], [-80_000, 90_000, 1, 0]);
  const mean = values.reduce((sum, value) => sum + value, 0) / SALES;
  assert.ok(Math.abs(numbers.mean - mean) < 1e-9);
  const median = numbers.quantiles.find(({ p }: any) => p === 0.5).value;
  assert.equal(median, ((values[199] ?? 0) + (values[200] ?? 0)) / 2);
  const { equal_width: cells, below, above, quantile } = numbers.histogram;
  const total = cells.reduce((sum: number, { share }: any) => sum + share, below + above);
  assert.ok(Math.abs(total - 1) < 1e-9, `the cells hold ${total}`);
  assert.deepEqual([below, above], [1 / SALES, 1 / SALES]);
  assert.ok(quantile.every(({ share }: any) => share < 0.2));
});

test('outliers are found on both sides, with their records', async () => {
  const { numbers } = (await profileOf('sales')).column('amount');
  assert.equal(numbers.outliers.rows, 2);
  assert.deepEqual(
    numbers.outliers.examples.map(({ value }: any) => value),
    [90_000, -80_000],
  );
  // Without a key a record is called by its number.
  assert.deepEqual(
    numbers.outliers.examples.map(({ record }: any) => record),
    ['4', '5'],
  );
});

test('every planted fault has a note in the words of the reader, and nothing else is called a fault', async () => {
  const profile = await profileOf('sales');
  assert.deepEqual(
    codesOf(profile)
      .filter((note) => !note.startsWith('nearly_one'))
      .toSorted(),
    [
      'blank_values discount',
      'format_broken email',
      'in_future sold_on',
      'gaps sold_on',
      'key_nearly',
      'one_value currency',
      'outliers amount',
      'placeholders remark',
      'reference_broken customer_id',
      'spaces_around region',
      'spellings region',
    ].toSorted(),
  );
  const blank = profile.notes.find(({ code }: any) => code === 'blank_values');
  assert.deepEqual([blank.severity, blank.text], ['medium', '“discount” is blank in 25% of the rows (rows: 100).']);
  const german = await ask('sales/profile', 'de');
  const words = german.body.notes.find(({ code }: any) => code === 'format_broken').text;
  assert.match(words, /E-Mail-Adressen/);
  assert.match(words, /0,25\s%/);
  for (const language of ['es', 'fr', 'hi', 'ja', 'zh', 'ar']) {
    const { body } = await ask('sales/profile', language);
    assert.ok(
      body.notes.every(({ text, advice }: any) => !/[{}]|quality\./.test(text + advice)),
      language,
    );
  }
});

test('formats, shapes, times and relations are told', async () => {
  const profile = await profileOf('sales');
  const sale = profile.column('sale').texts;
  assert.deepEqual([sale.format.name, sale.shapes[0].shape], ['code', 'A-99999']);
  assert.ok(new RegExp(`^(?:${sale.format.pattern.replace('[[:upper:]]', '[A-Z]')})$`).test('S-12345'));
  const { times } = profile.column('sold_on');
  assert.deepEqual([times.first, times.days_only, times.grain], ['2025-01-01T00:00:00.000Z', true, 'day']);
  assert.ok(times.gaps.some(({ days }: any) => days === 60));
  assert.deepEqual(profile.keys[0], { columns: ['sale'], duplicates: 1, blanks: 0 });
  const reference = profile.references.find(({ column }: any) => column === 'customer_id');
  assert.deepEqual([reference.dataset, reference.key, reference.missing], ['customers', 'customer_id', ['C-9999']]);
  const customers = await profileOf('customers');
  assert.deepEqual(customers.dependencies, [
    { column: 'country', determined_by: 'currency' },
    { column: 'currency', determined_by: 'country' },
  ]);
});

test('a pair of columns is a key where no column is', async () => {
  const rows = Array.from({ length: 200 }, (_, n) => [`D${n % 20}`, Math.floor(n / 20), 1.5]);
  await makeDataset(
    database.database,
    mine.id,
    'stock',
    [
      ['shop', 'text'],
      ['shelf', 'integer'],
      ['weight', 'number'],
    ],
    rows,
  );
  const { keys, copies } = await profileOf('stock');
  assert.deepEqual([keys, copies], [[{ columns: ['shop', 'shelf'], duplicates: 0, blanks: 0 }], []]);
});

test('a profile is kept until something changes', async () => {
  const first = await profileOf('customers');
  assert.equal((await profileOf('customers')).measured_at, first.measured_at);
  const change = await call('PATCH', 'data/datasets/customers/records/C-1001', {
    key,
    body: { values: { country: 'Peru' } },
  });
  assert.equal(change.status, 200, change.text);
  const second = await profileOf('customers');
  assert.notEqual(second.measured_at, first.measured_at);
  assert.equal(second.column('country').distinct, 3);
  await call('PATCH', 'data/datasets/customers/records/C-1001', { key, body: { values: { country: 'Japan' } } });
  assert.equal((await profileOf('customers')).column('country').distinct, 2);
});

test('the profile of one column is its part; one that is not there is not found', async () => {
  const { body } = await ask('sales/columns/discount/profile');
  assert.deepEqual([body.column.name, codesOf(body)], ['discount', ['blank_values discount']]);
  const missing = await ask('sales/columns/nothing/profile');
  assert.deepEqual([missing.status, missing.body.code], [404, 'column_not_found']);
});

const usual = (n: number) => [
  `2026-01-${String(1 + (n % 28)).padStart(2, '0')}`,
  n % 3 ? 'web' : 'shop',
  (n * 7) % 101,
  n % 13,
];

test('the last import is compared with those before it', async () => {
  const header = ['day', 'channel', 'spend', 'clicks'];
  const rows = (count: number, row: (n: number) => unknown[]) => [
    header,
    ...Array.from({ length: count }, (_, n) => row(n)),
  ];
  for (const offset of [0, 1, 2])
    await importRows(
      'spend',
      rows(300, (n) => usual(n + offset)),
    );
  const calm = await profileOf('spend');
  assert.deepEqual([calm.drift.state, calm.drift.volume.verdict], ['stable', 'not_enough']);
  await importRows(
    'spend',
    rows(120, (n) => ['2026-02-01', n % 3 ? 'app' : 'shop', 60 + ((n * 7) % 101), n % 2 ? '' : n % 13]),
  );
  const { drift, notes } = await profileOf('spend');
  const of = (name: string) => drift.columns.find(({ column }: any) => column === name);
  assert.deepEqual(
    [drift.state, of('spend').verdict, of('channel').verdict, of('day').verdict],
    ['shifted', 'shifted', 'shifted', 'not_judged'],
  );
  assert.deepEqual([of('channel').new_values, of('clicks').blank_share], [['app'], 0.5]);
  assert.ok(of('spend').median > of('spend').median_before);
  assert.deepEqual([drift.volume.verdict, drift.volume.usual, drift.volume.rows], ['fewer', 300, 120]);
  assert.deepEqual(
    codesOf({ notes })
      .filter((note) => /drift|new_values|volume/.test(note))
      .toSorted(),
    ['drift_blanks clicks', 'drift_numbers spend', 'drift_values channel', 'new_values channel', 'volume_fewer'],
  );
});

test('all figures are of one moment, whatever is written between two of its statements', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'moments',
    [
      ['name', 'text'],
      ['n', 'integer'],
    ],
    Array.from({ length: 20 }, (_, n) => [`a${n}`, n % 10]),
  );
  const dataset = await findDataset(database.database.tenant(mine.id), mine.id, 'moments');
  assert.ok(dataset);
  let writes = 0;
  const write = () =>
    database.database.business(mine.id, ({ client }) => {
      writes += 1;
      return client.query(`insert into moments (name, n) values ('later', ${1_000_000 * writes})`);
    });
  const figures = await createReadOnly(database.database).run(
    mine.id,
    undefined,
    (session) => {
      const query = session.client.query.bind(session.client);
      const client = new Proxy(session.client, {
        get: (target, name) =>
          name === 'query'
            ? (statement: any) => {
                // A setting is no look at the rows yet; a COPY is a stream and no promise.
                const isLook = typeof statement === 'string' ? /^select/i.test(statement) : !('submit' in statement);
                if (!isLook) return query(statement);
                return query(statement).then(async (answer: unknown) => (await write(), answer));
              }
            : Reflect.get(target, name),
      });
      const place = { session: { ...session, client }, dataset, timeZone: 'UTC' };
      return measureProfile({ place, others: [], history: null });
    },
    ['moments'],
  );
  assert.ok(writes >= 2, 'nothing was written in between');
  const [name, n] = figures.columns;
  assert.deepEqual([figures.rows, name?.distinct, n?.numbers?.max, n?.numbers?.outliers?.rows], [20, 20, 9, 0]);
  assert.deepEqual(figures.keys, [{ columns: ['name'], duplicates: 0, blanks: 0 }]);
});

test('bad data are measured all the same', async () => {
  await makeDataset(
    database.database,
    mine.id,
    'odd',
    [
      ['huge', 'number'],
      ['empty', 'text'],
      ['long', 'text'],
      ['quote"\'d', 'text'],
      ['flag', 'boolean'],
      ['old', 'timestamp'],
    ],
    [
      [1e308, null, 'x'.repeat(5000), '😀'.repeat(50), true, '0001-01-01T00:00:00Z'],
      [-1e308, null, `${'x'.repeat(5000)}y`, "'; drop table odd; --", false, '9999-12-31T00:00:00Z'],
      [5e-324, null, null, '', null, null],
    ],
  );
  const profile = await profileOf('odd');
  assert.deepEqual([profile.column('huge').numbers.mean, profile.column('huge').numbers.max], [5e-324, 1e308]);
  assert.deepEqual([profile.column('long').distinct, profile.column('long').texts.longest], [2, 5001]);
  assert.ok(codesOf(profile).includes('no_values empty'));
  await makeDataset(database.database, mine.id, 'nothing', [['a', 'text']], []);
  const { rows, notes } = await profileOf('nothing');
  assert.deepEqual([rows, notes], [0, []]);
});

test('a large table is measured by a job on a sample that says so, and a stale profile says so', async () => {
  const { id } = await suite.createOrganization('Large');
  await makeDataset(
    database.database,
    mine.id,
    'large',
    [
      ['n', 'integer'],
      ['label', 'text'],
      ['x', 'number'],
    ],
    [],
  );
  await database.database.business(mine.id, async ({ client, asPlatform }) => {
    await client.query(
      `insert into large (n, label, x) select g, 'L' || g % 7, case when g = 5 then 1e6 else g % 100 end from generate_series(1, 150000) g`,
    );
    await asPlatform((db) =>
      db
        .updateTable('datasets')
        .set({ row_count: 150_000 })
        .where('name', '=', 'large')
        .where('organization_id', '=', mine.id)
        .execute(),
    );
  });
  const started = await ask('large/profile');
  assert.equal(started.status, 202, started.text);
  assert.equal((await ask('large/profile')).body.job_id, started.body.job_id);
  assert.equal((await suite.awaitJob(started.body.job_id, key)).status, 'succeeded');
  const profile = await profileOf('large');
  assert.ok(profile.sample.rows > 95_000 && profile.sample.rows < 105_000 && profile.sample.margin < 0.01);
  assert.deepEqual([profile.rows, profile.is_stale, profile.job_id], [150_000, false, null]);
  assert.deepEqual(profile.keys, [{ columns: ['n'], duplicates: 0, blanks: 0 }]);
  assert.deepEqual([profile.column('n').distinct, profile.column('n').distinct_is], [150_000, 'exact']);
  assert.deepEqual([profile.column('label').distinct, profile.column('label').distinct_is], [7, 'estimated']);
  const { outliers } = profile.column('x').numbers;
  assert.deepEqual([outliers.rows, outliers.examples], [1, [{ record: '5', value: 1e6 }]]);
  await call('POST', 'data/datasets/large/records', { key, body: { records: [{ n: 1, label: 'L1', x: 1 }] } });
  const stale = await profileOf('large');
  assert.deepEqual([stale.is_stale, stale.rows, typeof stale.job_id], [true, 150_000, 'string']);
  await suite.awaitJob(stale.job_id, key);
  assert.deepEqual((await profileOf('large')).rows, 150_001);
  assert.equal(
    (await call('GET', 'data/datasets/large/profile', { key: (await suite.createOrganization('Other')).key })).status,
    404,
  );
  assert.ok(id > 0);
});
