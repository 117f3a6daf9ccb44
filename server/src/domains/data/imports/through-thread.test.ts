import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readDatasetRows } from '../../../../test/support/dataset-rows.ts';
import { createImportRoom } from '../../../../test/support/import-room.ts';

const { database, imports, organizationId, run } = await createImportRoom();

async function* stream(file: Buffer): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < file.length; from += 65_536) yield file.subarray(from, from + 65_536);
}

const startImport = (dataset: string, body: AsyncIterable<Uint8Array>) =>
  imports.start(organizationId, {
    dataset,
    fileName: null,
    actor: { kind: 'user', id: 1 },
    organizationLanguage: null,
    announcedBytes: 0,
    body,
  });

async function importFile(dataset: string, file: string | Buffer) {
  const { importId, jobId } = await startImport(dataset, stream(Buffer.from(file)));
  const job = await run(jobId);
  assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
  return importId;
}

/** Of some 30 bytes a row. */
const rowsOf = (count: number): string =>
  Array.from({ length: count }, (_, id) => `${id},${id / 8},2024-01-31,customer ${id % 100}\n`).join('');

const large = `id,amount,day,name\n${rowsOf(90_000)}x,1,2024-01-31,last\n90000,2.5,2024-02-29,"a ""b"""\n`;

for (const [name, file] of [
  ['plain', large],
  ['packed', gzipSync(large, { level: 0 })],
  ['in UTF-16', Buffer.from(`\ufeff${large}`, 'utf16le')],
] as const) {
  test(`a large file is read by a thread as a small one is, faults on their lines: ${name}`, async () => {
    const importId = await importFile(`large ${name}`, file);
    const { rows } = await readDatasetRows(database, organizationId, `large ${name}`);
    assert.deepEqual(
      [rows.length, rows[0], rows[70_001], rows.at(-1)],
      [
        90_001,
        [0, 0, '2024-01-31', 'customer 0'],
        [70_001, 8750.125, '2024-01-31', 'customer 1'],
        [90_000, 2.5, '2024-02-29', 'a "b"'],
      ],
    );
    const kept = await Array.fromAsync(imports.readRejections(organizationId, importId));
    assert.deepEqual(
      kept.map(({ line, column_name: column, original }) => [line, column, original]),
      [[90_002, 'id', 'x,1,2024-01-31,last']],
    );
  });
}

test('a fault in what a silent sender has sent so far is told to it, however little came behind the last full piece', async () => {
  const sound = Buffer.from(`id,amount,day,name\n${rowsOf(90_000)}`);
  const silence = Promise.withResolvers<void>();
  async function* pausing(): AsyncGenerator<Uint8Array> {
    yield* stream(sound);
    yield Buffer.from('90001,1,2024-01-31,\0\n'.repeat(10));
    await silence.promise;
  }
  await assert.rejects(startImport('paused', pausing()), { code: 'csv_nul_byte' });
  silence.resolve();
});

test('more large files at once than there are threads all come in', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `crowd ${name}`);
  await Promise.all(names.map((name) => importFile(name, `id,amount,day,name\n${rowsOf(70_000)}`)));
  for (const name of names) {
    const { rows } = await readDatasetRows(database, organizationId, name);
    assert.equal(rows.length, 70_000);
  }
});
