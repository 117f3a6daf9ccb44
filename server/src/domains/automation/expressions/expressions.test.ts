import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Condition, Operator } from '../definition/condition-schema.ts';
import type { Json } from '../interpreter/protocol.ts';
import { compileCondition, evaluateConditions } from './conditions.ts';
import { ExpressionFailure, ExpressionFault } from './expression-error.ts';
import { limits } from './limits.ts';
import { compilePattern } from './pattern.ts';
import { compileValue, evaluateFormula, resolveParameters, resolveTemplate } from './resolve.ts';
import { lookUp, parsePath, type Scope } from './scope.ts';
import { compileTemplate } from './template.ts';

const scope = (trigger: Record<string, Json> = {}, ...outputs: Record<string, Json>[]): Scope => ({
  trigger,
  outputs,
  organization: { id: 1, language: 'de', time_zone: 'Europe/Berlin', currency: 'EUR' },
  run: { id: 'run_1' },
  at: Date.parse('2026-01-02T03:04:05Z'),
});

const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof ExpressionFault || error instanceof ExpressionFailure) {
      const { path } = error.params;
      return path === undefined ? error.code : `${error.code} ${path}`;
    }
    throw error;
  }
  return 'nothing';
};

test('a path finds the trigger, then the nearest output, then the trigger’s own field', () => {
  const where = scope(
    { name: 'outer', only: 1, list: [{ x: 5 }, 7], 'a b': { 'c.d': 2 }, none: null },
    { name: 'inner' },
    { name: 'middle', far: 3 },
  );
  const cases: [string, unknown][] = [
    ['trigger.name', 'outer'],
    ['name', 'inner'],
    ['far', 3],
    ['only', 1],
    ['list[0].x', 5],
    ['list.1', 7],
    ['list.first.x', 5],
    ['list.last', 7],
    ['list.size', 2],
    ['list.length', 2],
    ['name.size', 5],
    ['a b["c.d"]', 2],
    ["a b['c.d']", 2],
    ['trigger.size', 5],
    ['organization.language', 'de'],
    ['run.id', 'run_1'],
    ['current_timestamp', '2026-01-02T03:04:05.000Z'],
    ['none', null],
    ['none.x', undefined],
    ['list[9]', undefined],
    ['name.x', undefined],
    ['only.x', undefined],
    ['__proto__', undefined],
    ['trigger.constructor', undefined],
  ];
  for (const [path, expected] of cases) assert.deepEqual(lookUp(where, parsePath(path)), expected, path);
  for (const path of ['', '.a', 'a..b', 'a[x]', 'a]', '{{a}}', 'a.', `a${'.b'.repeat(300)}`]) {
    assert.match(
      code(() => parsePath(path)),
      /^path_invalid/,
      path,
    );
  }
});

const ignoringCase = (operator: Operator, value: Json) =>
  evaluateConditions({ variable: 'x', operator, value, ignore_case: true }, scope({ x: 'HeLLo' }));

test('every operator compares as documented', () => {
  const cases: [Json | undefined, Operator, Json | undefined, boolean][] = [
    [5, 'equals', 5, true],
    [5, 'equals', '5', true],
    ['5.0', 'equals', 5, true],
    ['a', 'equals', 'A', false],
    [true, 'equals', 'true', true],
    [true, 'equals', 1, false],
    [null, 'equals', null, true],
    [undefined, 'equals', null, true],
    [undefined, 'equals', 0, false],
    [{ a: 1, b: [2] }, 'equals', { b: [2], a: 1 }, true],
    [{ a: 1 }, 'equals', { b: 1 }, false],
    [[1], 'equals', [1, 2], false],
    [{ a: 1 }, 'equals', 'a', false],
    ['2026-01-01T12:00:00Z', 'equals', '2026-01-01T13:00:00+01:00', true],
    [5, 'not_equals', 6, true],
    [undefined, 'not_equals', 6, true],
    ['10', 'greater_than', 9, true],
    ['b', 'greater_than', 'a', true],
    ['a', 'greater_than', 5, false],
    [undefined, 'greater_than', 5, false],
    [true, 'greater_than', false, false],
    [5, 'greater_or_equal', 5, true],
    ['2026-01-02', 'greater_than', '2026-01-01 23:59', true],
    ['2026-13-45', 'less_than', '2026-02-01', false],
    [4, 'less_than', 5, true],
    [5, 'less_or_equal', 4, false],
    ['same', 'less_or_equal', 'same', true],
    [5, 'between', [1, 5], true],
    [6, 'between', [1, 5], false],
    ['x', 'between', [1, 5], false],
    [5, 'in', [1, '5'], true],
    [5, 'in', 5, false],
    [5, 'not_in', [1], true],
    ['hello', 'contains', 'ell', true],
    [1234, 'contains', '23', true],
    [['a', 'b'], 'contains', 'b', true],
    [{ key: 1 }, 'contains', 'key', true],
    [{ key: 1 }, 'contains', 5, false],
    [null, 'contains', 'x', false],
    ['hello', 'not_contains', 'x', true],
    ['hello', 'starts_with', 'he', true],
    ['hello', 'ends_with', 'lo', true],
    [5, 'starts_with', null, false],
    ['AB12', 'matches', '^[A-Z]{2}\\d+$', true],
    [12, 'matches', '^1', true],
    [null, 'matches', '.*', false],
    [null, 'is_null', undefined, true],
    [undefined, 'is_null', undefined, true],
    [0, 'is_not_null', undefined, true],
    ['true', 'is_true', undefined, true],
    [1, 'is_true', undefined, false],
    [false, 'is_false', undefined, true],
    [undefined, 'is_false', undefined, false],
  ];
  for (const [actual, operator, value, expected] of cases) {
    const where = scope(actual === undefined ? {} : { x: actual });
    const condition = { field: 'x', operator, ...(value === undefined ? {} : { value }) };
    assert.equal(evaluateConditions(condition, where), expected, JSON.stringify([actual, operator, value]));
    assert.equal(evaluateConditions(condition, where), expected, 'also when it was compiled before');
  }
  assert.deepEqual(
    [
      ignoringCase('equals', 'hello'),
      ignoringCase('contains', 'ELL'),
      ignoringCase('in', ['hello']),
      ignoringCase('matches', '^hello$'),
    ],
    [true, true, true, true],
  );
});

const fulfils = (condition: Condition, trigger = {}) => evaluateConditions(condition, scope(trigger));

test('groups, formulas and values with expressions', () => {
  const yes = { formula: 'true' };
  const no = { not: yes };
  assert.deepEqual(
    [fulfils({ all: [] }), fulfils({ any: [] }), fulfils({ all: [yes, no] }), fulfils({ any: [no, yes] })],
    [true, false, false, true],
  );
  assert.ok(fulfils({ field: 'a', operator: 'equals', value: '{{trigger.b}}' }, { a: 5, b: 5 }));
  assert.ok(fulfils({ field: 'a', operator: 'greater_than', value: { formula: 'b * 2' } }, { a: 11, b: 5 }));
  assert.equal(
    code(() => fulfils({ formula: '1 + 1' })),
    'formula_not_boolean',
  );
  assert.match(
    code(() => compileCondition({ field: 'a' })),
    /^path_invalid/,
  );
  assert.equal(
    code(() => compileCondition({ field: 'a', operator: 'matches', value: 5 })),
    'pattern_invalid',
  );
});

test('changed and changed_by look at before and after', () => {
  const changes = { before: { price: 100, name: 'a', zero: 0 }, after: { price: 90, name: 'a', zero: 5, fresh: 1 } };
  const holds = (field: string, operator: Operator, value?: Json) =>
    evaluateConditions({ field, operator, ...(value === undefined ? {} : { value }) }, scope(changes));
  assert.deepEqual(
    [holds('price', 'changed'), holds('trigger.after.price', 'changed'), holds('trigger.price', 'changed')],
    [true, true, true],
  );
  assert.deepEqual(
    [holds('name', 'changed'), holds('fresh', 'changed'), holds('gone', 'changed')],
    [false, true, false],
  );
  const by: [string, Json, boolean][] = [
    ['price', -10, true],
    ['price', -11, false],
    ['price', 5, false],
    ['price', '-10%', true],
    ['price', '-11 %', false],
    ['zero', '10%', true],
    ['zero', 5, true],
    ['name', 5, false],
    ['price', 'much', false],
  ];
  for (const [field, value, expected] of by)
    assert.equal(holds(field, 'changed_by', value), expected, `${field} ${JSON.stringify(value)}`);
  assert.equal(evaluateConditions({ field: 'x', operator: 'changed' }, scope({ x: 1 })), false);
  assert.equal(evaluateConditions({ field: 'x', operator: 'changed_by', value: 1 }, scope({ x: 1 })), false);
});

test('a template of one path keeps the value’s kind; any other gives a text', () => {
  const where = scope({ n: 5, list: [1], text: 'T', none: null, o: { a: 1 }, yes: true }, { step: { x: 'out' } });
  const cases: [string, Json][] = [
    ['{{n}}', 5],
    ['{{ list }}', [1]],
    ['{{list[0]}}', 1],
    ['{{none}}', null],
    ['{{ step.x }}', 'out'],
    [' {{n}}', ' 5'],
    ['{{n}}{{yes}}', '5true'],
    ['a {{text}} b {{none}} c {{o}} d {{list}}', 'a T b  c {"a":1} d [1]'],
    ['{{ n | plus: 1 }}', 6],
    ['{{ missing | default: "none" }}', 'none'],
    ['{{ missing.deep | default: 3 }}', 3],
    ['{{ "x" }}', 'x'],
    ['{{ true }}', true],
    ['{{ o["a"] }}', 1],
    ['{% if n > 4 and text == "T" %}big{% else %}small{% endif %}', 'big'],
    ['{% for i in list %}<{{ i }}>{% endfor %}', '<1>'],
    ['{% assign x = n | times: 2 %}{{ x }} {{ o }}', '10 {"a":1}'],
    [
      '{{ 1234.5 | number: 2 }} {{ 0.25 | percent }} {{ 12 | money }} {{ 5 | money: "USD" }}',
      '1.234,50 25 % 12,00 € 5,00 $',
    ],
    ['{{ current_timestamp | date }} {{ current_timestamp | time }}', '02.01.2026 04:04'],
    ['{{ current_timestamp | datetime }}', '02.01.2026, 04:04'],
    ['{{ none | date }}|{{ text | upcase | append: "!" }}', '|T!'],
    ['{{ "{{n}}" }} {% raw %}{{n}}{% endraw %}', '{{n}} {{n}}'],
  ];
  for (const [template, expected] of cases) {
    const actual = resolveTemplate(template, where);
    assert.deepEqual(
      typeof actual === 'string' ? actual.replaceAll(/[\u00a0\u202f]/g, ' ') : actual,
      expected,
      template,
    );
  }
});

test('what a template lacks is said with its path', () => {
  const where = scope({ a: {}, word: 'x' });
  const cases: [string, string][] = [
    ['{{missing}}', 'variable_missing missing'],
    ['{{trigger.a.b}} and', 'variable_missing trigger.a.b'],
    ['{{ missing.x | upcase }}', 'variable_missing missing'],
    ['{% for i in nowhere %}x{% endfor %}', 'variable_missing nowhere'],
    ['{{ word | number }}', 'template_failed'],
    ['{{ word | date }}', 'template_failed'],
  ];
  for (const [template, expected] of cases) {
    const actual = code(() => resolveTemplate(template, where));
    assert.ok(actual.startsWith(expected), `${template}: ${actual}`);
  }
});

test('a template that cannot be read, or reaches for what is not its own, is a fault', () => {
  for (const template of [
    '{{ a',
    '{% if %}',
    '{{ a | nofilter }}',
    '{% include "x" %}',
    '{% render "x" %}',
    '{% layout "x" %}',
    '{% capture x %}{% endcapture %}',
    '{{ a | strip_html }}',
    '{% unknown %}',
  ]) {
    assert.equal(
      code(() => compileTemplate(template)),
      'template_invalid',
      template,
    );
  }
  assert.equal(
    code(() => compileTemplate(`{{ a | append: "${'x'.repeat(600)}" }}`)),
    'tag_too_long',
  );
  assert.equal(
    code(() => compileTemplate('x'.repeat(limits.templateLength + 1))),
    'template_too_long',
  );
  assert.equal(resolveTemplate('{{ a.constructor | default: "own" }}', scope({ a: {} })), 'own');
});

test('a template bomb ends at its limits', () => {
  const bombs = [
    '{% for i in (1..100000000) %}{% endfor %}',
    '{% for i in (1..1000) %}{% for j in (1..1000) %}{% endfor %}{% endfor %}',
    '{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}',
    '{% assign s = "xxxxxxxxxx" %}{% for i in (1..60) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
    '{% for i in (1..3000) %}{{ big }}{% endfor %}',
    '{% for i in (1..400) %}{{ big }}{% endfor %}',
    `{% for i in (1..4000) %}{{ 1 ${'| plus: 1'.repeat(40)} }}{% endfor %}`,
    '{{ "x" | append: big | replace: "a", big | replace: "a", big }}',
  ];
  for (const bomb of bombs) {
    const before = process.cpuUsage().user;
    assert.equal(
      code(() => resolveTemplate(bomb, scope({ big: 'a'.repeat(5000) }))),
      'template_too_costly',
      bomb,
    );
    assert.ok(process.cpuUsage().user - before < 2_000_000, bomb);
  }
});

test('formulas reckon with the numbers of JSON', () => {
  const where = scope({ n: 5, list: [3, 1, 2], rows: [{ x: 1 }, { x: 2 }], text: 'abc', none: null });
  const cases: [string, Json][] = [
    ['n * 2 + 1', 11],
    ['n / 2', 2.5],
    ['n % 3', 2],
    ['7 % n', 2],
    ['2 - n', -3],
    ['n % 2.5', 0],
    ['7 / 2', 3],
    ['n > 4 && text.startsWith("a")', true],
    ['has(trigger.nope) ? 1 : 0', 0],
    ['size(list)', 3],
    ['list.map(x, x * 2)', [6, 2, 4]],
    ['list.filter(x, x > 1)', [3, 2]],
    ['rows.exists(r, r.x == 2)', true],
    ['rows.map(r, r.x)[1]', 2],
    ['{"a": n}', { a: 5 }],
    ['none == null', true],
    ['text.matches("^a.c$")', true],
    ['text + "d"', 'abcd'],
    ['n / 0', null],
    ['round(n / 2) + floor(2.7) + ceil(2.1) + abs(-1) + round(2)', 11],
    ['timestamp("2026-01-01T00:00:00Z") + duration("1h")', '2026-01-01T01:00:00.000Z'],
    ['uint(3)', 3],
    ['trigger.n', 5],
    ['list.map(n, n)', [3, 1, 2]],
    ['type(1)', 'null'],
  ];
  for (const [formula, expected] of cases) assert.deepEqual(evaluateFormula(formula, where), expected, formula);
  assert.equal(
    code(() => evaluateFormula('trigger.nope + 1', where)),
    'variable_missing nope',
  );
  assert.equal(
    code(() => evaluateFormula('nope > 1', where)),
    'variable_missing nope',
  );
  assert.equal(
    code(() => evaluateFormula('list.map(x, nope)', where)),
    'variable_missing nope',
  );
  assert.equal(
    code(() => evaluateFormula('text * 2', where)),
    'formula_failed',
  );
  for (const formula of ['1 +', 'a b', '"open'])
    assert.equal(
      code(() => evaluateFormula(formula, where)),
      'formula_invalid',
      formula,
    );
});

test('a formula that would take long is refused or ended', () => {
  const list = Array.from({ length: 1000 }, (_, i) => i);
  const where = scope({ list, words: list.map(() => 'x'.repeat(1000)), huge: Array.from({ length: 60_000 }, () => 1) });
  for (const formula of [
    `${'('.repeat(200)}1${')'.repeat(200)}${' + 1'.repeat(600)}`,
    `${'['.repeat(100)}1${']'.repeat(100)}`,
    `[${'1,'.repeat(600)}1]`,
  ]) {
    assert.match(
      code(() => evaluateFormula(formula, where)),
      /^formula_(too_long|invalid)$/,
      formula.slice(0, 40),
    );
  }
  assert.equal(
    code(() => evaluateFormula('x'.repeat(limits.formulaLength + 1), where)),
    'formula_too_long',
  );
  const bombs = [
    'list.all(a, list.all(b, a + b >= 0))',
    'list.map(a, list.map(b, list.map(c, a)))',
    '[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, true))))',
    'huge.size() > 1',
    'words.map(w, words.map(v, w + v))',
  ];
  for (const formula of bombs) {
    const before = process.cpuUsage().user;
    assert.equal(
      code(() => evaluateFormula(formula, where)),
      'formula_too_costly',
      formula,
    );
    assert.ok(process.cpuUsage().user - before < 2_000_000, formula);
  }
  assert.deepEqual(evaluateFormula('list.map(x, x)', where), list);
});

test('a regular expression takes time in proportion to the text, and what RE2 does not know is refused', () => {
  for (const pattern of ['(', '(?=a)', 'a{1001}', '\\1'])
    assert.equal(
      code(() => compilePattern(pattern)),
      'pattern_invalid',
      pattern,
    );
  assert.equal(
    code(() => compilePattern('x'.repeat(limits.patternLength + 1))),
    'pattern_too_long',
  );
  assert.equal(
    code(() => compilePattern('((a{30}){30}){30}')),
    'pattern_invalid',
  );
  assert.equal(
    code(() => compilePattern('((abcd){30}){30}')),
    'pattern_too_long',
  );
  const before = process.cpuUsage().user;
  assert.equal(compilePattern('(a+)+$')(`${'a'.repeat(limits.patternText - 1)}!`), false);
  assert.ok(process.cpuUsage().user - before < 1_000_000);
  assert.equal(
    code(() => compilePattern('a')('a'.repeat(limits.patternText + 1))),
    'pattern_text_too_long',
  );
});

test('parameters resolve at any depth; what is constant is handed on as it is', () => {
  const where = scope({ a: 1, b: 'x' });
  assert.deepEqual(resolveParameters({ deep: [{ v: '{{a}}' }, { formula: 'a + 1' }], t: 'plain {{b}}', n: 5 }, where), {
    deep: [{ v: 1 }, 2],
    t: 'plain x',
    n: 5,
  });
  const constant = { a: [1, { b: 'text' }] };
  assert.equal(compileValue(constant)(where), constant);
  const paths = compileValue({ x: 'trigger.a', y: { value: 'text' }, z: { value: '{{b}}' }, n: 5, l: ['a'] }, 'paths');
  assert.deepEqual(paths(where), { x: 1, y: 'text', z: 'x', n: 5, l: [1] });
  assert.equal(compileValue('{{a}} [x', 'literal')(where), '{{a}} [x');
});
