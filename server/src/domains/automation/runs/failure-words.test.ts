import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMessages } from '../../../platform/messages/messages.ts';
import { automationErrors } from '../automation.errors.ts';
import { createFailureWords } from './failure-words.ts';

test('a failure says what was wrong with the input, in the language of the organization', () => {
  const faults = [{ pointer: '/workflow_name', code: 'field_missing', params: { field: 'workflow_name' } }] as const;
  const error = automationErrors.workflow_invalid({ count: 1 }, { faults });
  const { code, message, isRetryable } = createFailureWords(
    createMessages({ onFault: ({ key }) => assert.fail(key) }),
    'de',
  ).ofAppError(error);
  assert.deepEqual([code, isRetryable], ['workflow_invalid', false]);
  assert.match(message, /Es wurde nichts gespeichert\. Das Feld „workflow_name“ fehlt\.$/);
});
