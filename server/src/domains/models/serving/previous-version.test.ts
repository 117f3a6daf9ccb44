import assert from 'node:assert/strict';
import { test } from 'node:test';
import { previousVersion } from './previous-version.ts';

/** `1 2 r1`: version 1, then 2, then back to 1. */
const after = (text: string): number | null =>
  previousVersion(
    text.split(' ').map((word) => {
      const isRollback = word.startsWith('r');
      return { version: Number(isRollback ? word.slice(1) : word), kind: isRollback ? 'rollback' : 'deploy' };
    }),
  );

const HISTORIES: [history: string, previous: number | null][] = [
  ['1', null],
  ['1 2', 1],
  ['1 1', null],
  ['1 2 2', 1],
  ['1 2 3 r2', 1],
  ['1 2 3 r2 r1', null],
  ['1 2 r1 3', 1],
  ['1 2 1', 2],
  ['1 2 1 r2', 1],
  // The beginning of a long history is not looked at.
  ['r2', null],
  ['r2 3', 2],
];

for (const [history, previous] of HISTORIES) {
  test(`after ${history}, the version before is ${previous}`, () => assert.equal(after(history), previous));
}
