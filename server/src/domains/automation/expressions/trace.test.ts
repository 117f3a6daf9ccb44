import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Condition } from '../definition/condition-schema.ts';
import type { Json } from '../interpreter/protocol.ts';
import { compileCondition } from './conditions.ts';
import type { Scope } from './scope.ts';
import { createTrace } from './trace.ts';

const scope = (trigger: Record<string, Json>): Scope => ({ trigger, outputs: [], organization: {}, run: {}, at: 0 });

function ask(condition: Condition, trigger: Record<string, Json>) {
  const trace = createTrace();
  const holds = compileCondition(condition)(scope(trigger), trace);
  return { holds, lines: trace.lines() };
}

test('what was compared is taken down with its place, up to where the answer was settled', () => {
  const over = { variable: 'amount', operator: 'greater_than', value: '{{limit}}' } as const;
  const named = { field: 'trigger.name', operator: 'is_not_null' } as const;
  const condition: Condition = { all: [{ any: [over, named] }, { not: named }, { formula: 'amount > 1.0' }] };
  const compared = { place: '/all/0/any/0', variable: 'amount', operator: 'greater_than', actual: 5 };
  const present = { variable: 'trigger.name', operator: 'is_not_null', actual: 'Ada', holds: true };
  assert.deepEqual(ask(condition, { amount: 5, limit: 3, name: 'Ada' }), {
    holds: false,
    lines: [
      { ...compared, value: 3, holds: true },
      { place: '/all/1/not', ...present },
    ],
  });
  assert.deepEqual(ask(condition, { amount: 5, limit: 9, name: 'Ada' }).lines.slice(0, 2), [
    { ...compared, value: 9, holds: false },
    { place: '/all/0/any/1', ...present },
  ]);
  assert.deepEqual(ask({ formula: 'amount > 1.0' }, { amount: 5 }).lines, [
    { place: '', formula: 'amount > 1.0', holds: true },
  ]);
});

test('a change shows what was there before', () => {
  const trigger = { before: { price: 10 }, after: { price: 12 } };
  const about = { place: '', variable: 'price', actual: 12, before: 10 };
  assert.deepEqual(ask({ field: 'price', operator: 'changed' }, trigger).lines, [
    { ...about, operator: 'changed', holds: true },
  ]);
  assert.deepEqual(ask({ field: 'price', operator: 'changed_by', value: '50%' }, trigger).lines, [
    { ...about, operator: 'changed_by', value: '50%', holds: false },
  ]);
});

test('secrets are left out, long values are cut, and there are twenty lines at most', () => {
  const secret = { accessToken: 'abc', user: { password: 'abc' }, keys: { api_key: 'abc', name: 'Ada' } };
  const seen = (field: string, value: Json = 'abc') => ask({ field, operator: 'equals', value }, secret).lines;
  assert.doesNotMatch(
    JSON.stringify([seen('accessToken'), seen('user.password'), seen('keys', { name: 'Bo' })]),
    /abc/,
  );
  const large = ask(
    { field: 'list', operator: 'contains', value: 'x'.repeat(5000) },
    { list: Array.from({ length: 5000 }, () => ({ text: 'y'.repeat(5000) })) },
  );
  assert.ok(JSON.stringify(large.lines).length < 600);
  const many = Array.from({ length: 100 }, () => ({ field: 'n', operator: 'is_null' }) as const);
  assert.equal(ask({ all: many }, {}).lines.length, 20);
  // Half a character is none.
  const cut = ask({ field: 'text', operator: 'is_null' }, { text: `${'x'.repeat(199)}😀` }).lines;
  assert.ok(JSON.stringify(cut[0]?.['actual']).isWellFormed());
  assert.doesNotMatch(JSON.stringify(cut[0]?.['actual']), /ud83d/);
});
