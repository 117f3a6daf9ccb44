import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isAppError } from '../../../platform/errors.ts';
import { checkPassword } from './password-rules.ts';

const known = ['maria.lopez@example.com', 'Maria Lopez', 'मारिया', '4711'];

function faultOf(password: string): string | undefined {
  try {
    checkPassword(password, known, '/password');
    return undefined;
  } catch (error) {
    assert.ok(isAppError(error));
    return error.faults[0]?.code;
  }
}

const cases: [string, string | undefined][] = [
  ['correct horse battery', undefined],
  ['Tr0ub4dor and 3', undefined],
  ['सही घोड़ा बैटरी', undefined],
  ['Password123', 'password_common'],
  ['aaaaaaaaaaaa', 'password_common'],
  ['abababababab', 'password_common'],
  ['9876543210', 'password_common'],
  ['abcdefghijkl', 'password_common'],
  ['maria.lopez@example.com', 'password_personal'],
  ['MariaLopez1999!', 'password_personal'],
  ['maria-lopez-2026', 'password_personal'],
  ['maria likes green tea', undefined],
  ['42-42-17-09-55!', undefined],
];

for (const [password, fault] of cases) {
  test(`“${password}” is ${fault === undefined ? 'taken' : 'refused'}`, () => assert.equal(faultOf(password), fault));
}
