import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadCatalogues } from './catalogues.ts';
import { shapeOf } from './message-shape.ts';
import { pseudoLocalize } from './pseudo.ts';

test('a pseudo-localized message is accented, longer and in brackets, with its placeholders intact', () => {
  assert.equal(pseudoLocalize('Delete {name}?'), '[Ðéļéţé {name}? ~~~~]');
});

test('branches are accented, their keywords are not', () => {
  assert.equal(
    pseudoLocalize('{count, plural, =0 {none} one {# row} other {# rows}}'),
    '[{count, plural, =0 {ñöñé} one {# ŕöŵ} other {# ŕöŵš}} ~~~~~~]',
  );
});

test('every English message of the product survives it', () => {
  for (const [key, text] of loadCatalogues().get('en') ?? []) {
    const pseudo = pseudoLocalize(text);
    assert.deepEqual(shapeOf(pseudo).placeholders, shapeOf(text).placeholders, key);
    assert.ok(pseudo.length > text.length, key);
    assert.doesNotMatch(shapeOf(pseudo).words, /[a-zA-Z]/, key);
  }
});
