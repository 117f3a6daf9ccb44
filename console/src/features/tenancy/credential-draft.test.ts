import { expect, test } from 'vitest';
import { contentOf, draftOf, missingIn } from './credential-draft.ts';

const draft = {
  ...draftOf(undefined),
  name: 'crm',
  secret: ' s3cret ',
  hosts: 'api.example.com\n *.example.org, x.y ',
};

test('what belongs to another kind is not sent, and the secret is sent as it was written', () => {
  const basic = contentOf({ ...draft, kind: 'basic', username: ' suite ', header: 'X-Key' });
  expect(basic).toEqual({
    kind: 'basic',
    username: 'suite',
    hosts: ['api.example.com', '*.example.org', 'x.y'],
    secret: ' s3cret ',
  });
});

test('a prefix may be left out, and keeps its blank', () => {
  expect(missingIn({ ...draft, kind: 'header', header: 'X-Key' })).toEqual([]);
  expect(contentOf({ ...draft, kind: 'header', header: 'X-Key', prefix: 'Token ' })).toMatchObject({
    prefix: 'Token ',
  });
});

test('what is missing is named', () => {
  expect(missingIn({ ...draft, kind: 'query', hosts: ' ' })).toEqual(['parameter', 'hosts']);
});
