import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createModel, importCsv, train } from '../../../../test/support/model-steps.ts';
import { scoreRecord } from '../../../../test/support/portable-scorer.ts';
import { createTestApp } from '../../../../test/support/test-app.ts';
import { decodeArtifact, predictRow } from '../../../numeric/index.ts';
import { writeModelFile } from './model-file.ts';

const suite = await createTestApp({ work: true });
const shop = await suite.createOrganization('Shop');
const { key } = shop;
const db = suite.platform.database.tenant(shop.id);

// Features of every kind, with blanks, rare words and more, and targets that follow from them.
const WORDS = ['fine', 'late', 'broken', 'réparé', '配送遅延', 'refund', 'again', 'thanks', 'slow', 'quick'];
const records = Array.from({ length: 420 }, (_, row) => {
  const size = ((row * 37) % 97) / 7;
  const colour = row % 41 === 0 ? `odd${row % 5}` : (['red', 'green', 'blue', 'grey'][(row * 5) % 4] ?? '');
  const day = new Date(Date.UTC(2022, 0, 1 + row * 2, row % 24)).toISOString();
  const note = Array.from({ length: 6 }, (_unused, i) => WORDS[(row * (i + 3) + i * i) % WORDS.length]).join(' ');
  const vip = row % 3 === 0;
  const score = size + (colour === 'red' ? 5 : 0) + (vip ? 2 : 0) + Math.sin(row / 26) * 3 + ((row * 7919) % 13) / 6;
  return { size, colour, day, note: `${note} ${row}`, vip, score };
});
const blank = (row: number, each: number, value: unknown) => (row % each === each - 1 ? '' : String(value));
const lines = records.map(({ size, colour, day, note, vip, score }, row) =>
  [
    blank(row, 17, size.toFixed(3)),
    blank(row, 23, colour),
    blank(row, 29, day),
    blank(row, 31, note),
    blank(row, 37, vip),
    score > 9,
    score < 6 ? 'low' : score < 11 ? 'middle' : 'high',
    score.toFixed(4),
  ].join(','),
);
await importCsv(suite, shop, 'things', `size,colour,day,note,vip,large,grade,score\n${lines.join('\n')}\n`);
const features = ['size', 'colour', 'day', 'note', 'vip'];

const asked: Record<string, unknown>[] = [
  ...records.slice(0, 60).map(({ size, colour, day, note, vip }) => ({ size, colour, day, note, vip })),
  { size: 3 },
  { size: null, colour: 'never seen', note: '', vip: 'no', day: '2031-05-05' },
  { size: '7.5', colour: ' red ', day: '2023-02-03T04:05:06Z', note: '配送遅延 BROKEN réparé!', vip: 1 },
  { colour: 'odd1', vip: false },
  { note: 'a b c d' },
];

const CASES: [modelType: string, algorithm: string, target: string, calibration?: string][] = [
  ['classification', 'logistic_regression', 'large', 'none'],
  ['classification', 'logistic_regression', 'grade', 'platt'],
  ['classification', 'gradient_boosting', 'large', 'isotonic'],
  ['classification', 'gradient_boosting', 'grade'],
  ['classification', 'random_forest', 'large', 'platt'],
  ['classification', 'random_forest', 'grade', 'isotonic'],
  ['classification', 'ensemble', 'large'],
  ['regression', 'ridge', 'score'],
  ['regression', 'gradient_boosting', 'score'],
  ['regression', 'ensemble', 'score'],
];

/** Parts of the form that the files below have. */
const seen = new Set<string>();

for (const [modelType, algorithm, target, calibration] of CASES) {
  test(`another program scores an exported ${algorithm} of ${target} to the same predictions`, async () => {
    const body = { model_type: modelType, algorithm, feature_columns: features, target_column: target };
    const { id } = await createModel(suite, shop, body);
    const options = { hyperparameter_tuning: false, ...(calibration === undefined ? {} : { calibration }) };
    const job = await train(suite, shop, id, options);
    assert.equal(job.status, 'succeeded', JSON.stringify(job.error));
    const answer = await suite.call('GET', `ai-analytics/models/${id}/versions/1/export`, { key });
    assert.equal(answer.status, 200, answer.text);
    const file = JSON.parse(answer.text);
    const { artifact } = await db
      .selectFrom('model_versions')
      .select('artifact')
      .where('model_id', '=', id)
      .executeTakeFirstOrThrow();
    const pipeline = decodeArtifact(artifact);
    const kinds = file.features.map(({ kind }: { kind: string }) => kind);
    assert.deepEqual(kinds, ['number', 'category', 'time', 'words', 'boolean']);
    for (const { method } of file.calibration) seen.add(method);
    for (const { trees } of file.members) {
      if (trees?.category_sets.length > 0) seen.add('category sets');
      if (trees?.missing_left.includes(1)) seen.add('missing to the left');
    }
    if (file.members.length > 1) seen.add('several members');
    for (const record of asked) {
      const expected = predictRow(pipeline, record);
      const { prediction, label } = scoreRecord(file, record);
      const own =
        expected.kind === 'multi_class'
          ? expected.probabilities.map(({ probability }) => probability)
          : [expected.prediction];
      const found = expected.kind === 'binary' ? prediction.slice(1) : prediction;
      assert.equal(found.length, own.length);
      for (const [k, value] of own.entries()) {
        const difference = Math.abs((found[k] ?? Number.NaN) - value);
        assert.ok(
          difference <= 1e-12 * Math.max(1, Math.abs(value)),
          `${JSON.stringify(record)}: ${found[k]} ${value}`,
        );
      }
      if (expected.kind !== 'regression') assert.equal(label, expected.label);
    }
  });
}

test('the files have every part of the form', () => {
  const parts = ['category sets', 'isotonic', 'missing to the left', 'platt', 'several members'];
  assert.deepEqual(
    parts.filter((part) => !seen.has(part)),
    [],
  );
});

test('an export ends with the checksum of what stands before it, names where it comes from, and is in the audit log', async () => {
  const { id } = await createModel(suite, shop, {
    model_type: 'regression',
    feature_columns: ['size'],
    target_column: 'score',
  });
  await train(suite, shop, id);
  const answer = await suite.call('GET', `ai-analytics/models/${id}/versions/1/export`, { key });
  const end = answer.text.lastIndexOf(',"checksum"');
  const file = JSON.parse(answer.text);
  const digest = createHash('sha256').update(answer.text.slice(0, end)).digest('hex');
  assert.deepEqual(file.checksum, { algorithm: 'sha256', value: digest });
  assert.equal(Object.keys(file).at(-1), 'checksum');
  const receipt = await suite.call('GET', `ai-analytics/models/${id}/versions/1`, { key });
  assert.deepEqual([file.source.model_id, file.source.artifact_sha256], [id, receipt.body.artifact_sha256]);
  assert.equal(answer.headers['content-disposition'], `attachment; filename="model-${id}-version-1.json"`);
  const acts = await db
    .selectFrom('audit_log')
    .select('detail')
    .where('action', '=', 'model.exported')
    .where('subject_id', '=', String(id))
    .execute();
  assert.deepEqual(
    acts.map(({ detail }) => JSON.parse(detail)),
    [{ version: 1, format: 'json' }],
  );
  assert.equal((await suite.call('GET', `ai-analytics/models/${id}/versions/2/export`, { key })).status, 404);
});

test('as an ONNX file a version tells where it comes from; where a text is read word by word, it is refused by name', async () => {
  const makeOne = async (feature_columns: string[]) => {
    const { id } = await createModel(suite, shop, {
      model_type: 'regression',
      algorithm: 'ridge',
      feature_columns,
      target_column: 'score',
    });
    await train(suite, shop, id, { hyperparameter_tuning: false });
    return id;
  };
  const id = await makeOne(['size', 'colour']);
  const path = `ai-analytics/models/${id}/versions/1/export`;
  const { status, headers, text } = await suite.call('GET', `${path}?format=onnx`, { key });
  assert.deepEqual(
    [status, headers['content-type'], headers['content-disposition']],
    [200, 'application/octet-stream', `attachment; filename="model-${id}-version-1.onnx"`],
  );
  assert.match(text, /business-suite.*artifact_sha256/s);
  assert.equal((await suite.call('GET', `${path}?format=pmml`, { key })).status, 422);

  const other = await makeOne(['size', 'note']);
  const german = { 'accept-language': 'de' };
  const refused = await suite.call('GET', `ai-analytics/models/${other}/versions/1/export?format=onnx`, {
    key,
    headers: german,
  });
  assert.deepEqual([refused.status, refused.body.code], [409, 'onnx_export_impossible']);
  assert.match(refused.body.detail, /Der Text der Spalte note wird Wort für Wort gelesen/);
});

test('a file is written in small parts, and every number reads back as the same double', () => {
  const numbers = Float64Array.from({ length: 100_000 }, (_, i) => Math.sin(i) * 10 ** ((i % 600) - 300));
  numbers.set([-0, Infinity, -Infinity, 5e-324, Number.MAX_VALUE]);
  const parts = [...writeModelFile({ numbers, empty: new Int32Array(0), nested: { list: [null, true, 'a"b'] } })];
  assert.ok(parts.length > 40 && Math.max(...parts.map((part) => part.length)) < 100_000);
  const { numbers: found, empty, nested } = JSON.parse(parts.join(''));
  assert.deepEqual(found.map(Number), [...numbers]);
  assert.deepEqual([empty, nested], [[], { list: [null, true, 'a"b'] }]);
});
