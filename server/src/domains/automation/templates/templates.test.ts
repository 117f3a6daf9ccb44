import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessages } from '../../../platform/messages/messages.ts';
import { languageCodes } from '../../../platform/messages/languages.ts';
import { readDefinition } from '../definition/read-definition.ts';
import { listDatasetUses } from './template-needs.ts';
import { createTemplateService, type WhatIsThere } from './templates.service.ts';

const messages = createMessages({
  onFault: (fault) => assert.fail(JSON.stringify(fault)),
});
const lead = { id: 7, name: 'Leads', type: 'classification' };
const listFor = (whatIsThere: Partial<WhatIsThere>, language: (typeof languageCodes)[number] = 'en') =>
  createTemplateService({
    messages,
    whatIsThere: { listDeployedModels: async () => [], findDataset: async () => 'missing', ...whatIsThere },
  }).list(1, language);

/** The values of parameters at their places, as whoever makes a workflow of it puts them there. */
function fill(definition: object, parameters: readonly { kind: string; pointer: string; value: unknown }[]) {
  const filled = structuredClone(definition);
  for (const { kind, pointer, value } of parameters) {
    const names = pointer.slice(1).split('/');
    const last = String(names.pop());
    const holder = names.reduce((inner: any, name) => inner[name], filled);
    holder[last] = value ?? (kind === 'model' ? lead.id : 'sales@company.com');
  }
  return filled;
}

/** Names of what the expressions in a definition name, in the order of the alphabet. */
const variablesOf = (definition: object) =>
  [...JSON.stringify(definition).matchAll(/\{\{[^}]*\}\}/g)].map(([variable]) => variable).toSorted();

test('every template is a valid workflow in every language once its parameters have values, and not before', async () => {
  const english = new Map((await listFor({})).map((template) => [template.key, template]));
  for (const language of languageCodes) {
    for (const template of await listFor({}, language)) {
      const { key, definition, parameters } = template;
      const read = readDefinition(fill(definition, parameters));
      assert.ok('definition' in read, `${language} ${key}: ${JSON.stringify(read)}`);
      const isWhole = parameters.every(({ value }) => value !== null);
      assert.equal('definition' in readDefinition(definition), isWhole, `${language} ${key}`);
      assert.deepEqual(variablesOf(definition), variablesOf(english.get(key)?.definition ?? {}), `${language} ${key}`);
      if (language !== 'en') assert.notEqual(template.description, english.get(key)?.description);
    }
  }
});

test('a template says what an organization has of what it needs', async () => {
  const needsOf = async (key: string, whatIsThere: Partial<WhatIsThere>) => {
    const template = (await listFor(whatIsThere)).find((each) => each.key === key);
    return [template?.isReady, template?.needs.map(({ kind, name, isMet }) => [kind, name, isMet])];
  };
  assert.deepEqual(await needsOf('qualify_leads', {}), [false, [['model', 'classification', false]]]);
  const other = { ...lead, type: 'regression' };
  assert.deepEqual(await needsOf('qualify_leads', { listDeployedModels: async () => [other] }), [
    false,
    [['model', 'classification', false]],
  ]);
  const [qualify] = await listFor({ listDeployedModels: async () => [other, lead] });
  assert.deepEqual(qualify?.parameters[0]?.choices, [{ value: 7, label: 'Leads' }]);
  assert.equal(qualify?.isReady, true);
  const made = { findDataset: async () => 'made' as const };
  assert.deepEqual(await needsOf('book_orders', made), [true, [['dataset', 'orders', true]]], 'written to alone');
  assert.deepEqual(await needsOf('week_in_figures', made), [false, [['dataset', 'customers', false]]], 'read');
});

test('the datasets of a definition are found wherever its steps stand', () => {
  const update = { type: 'data_update', table_name: 'orders', operation: 'insert' };
  const definition = {
    workflow_steps: [
      { type: 'loop', steps: [{ type: 'parallel', branches: [{ steps: [update] }] }] },
      { type: 'data_query', query: { dataset: 'customers' } },
      { type: 'data_update', table_name: 'customers', operation: 'insert' },
      { type: 'data_update', table_name: 'stock' },
    ],
  };
  assert.deepEqual(listDatasetUses(definition), [
    { name: 'orders', isRead: false },
    { name: 'customers', isRead: true },
    { name: 'stock', isRead: true },
  ]);
});
