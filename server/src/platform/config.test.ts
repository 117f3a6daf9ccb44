import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from './config.ts';
import { isAppError } from './errors.ts';

const load = (env: Record<string, string>) => loadConfig(env, '/srv/suite');

function faultsOf(env: Record<string, string>): string[] {
  try {
    load(env);
  } catch (error) {
    assert.ok(isAppError(error));
    return error.faults.map(({ pointer, code }) => `${pointer} ${code}`).toSorted();
  }
  return [];
}

test('an empty environment gives the documented defaults', () => {
  const config = load({});
  assert.deepEqual(
    [config.host, config.port, config.dataFolder, config.databaseUrl, config.models, config.importMaxSizeMb],
    ['127.0.0.1', 8000, '/srv/suite/.data', null, { maxSizeMb: 100, trainingTimeoutMinutes: 60 }, 1024],
  );
  assert.deepEqual(config.language, {
    default: 'en',
    supported: ['en', 'es', 'fr', 'de', 'hi', 'ja', 'zh', 'ar'],
    detect: true,
  });
});

test('every fault is told at once, by the name of its variable', () => {
  const env = {
    PORT: '80000',
    DATABASE_URL: 'mysql://root:hunter2@db/suite',
    ADMIN_EMAIL: 'nobody',
    ADMIN_PASSWORD: 'short',
    AUTO_DETECT_LANGUAGE: 'maybe',
    DEFAULT_LANGUAGE: 'tlh',
    AI_MODELS_MAX_SIZE_MB: '1e3',
  };
  assert.deepEqual(faultsOf(env), [
    'ADMIN_EMAIL not_an_email',
    'ADMIN_PASSWORD password_too_short',
    'AI_MODELS_MAX_SIZE_MB not_a_number',
    'AUTO_DETECT_LANGUAGE not_a_flag',
    'DATABASE_URL not_a_url',
    'DEFAULT_LANGUAGE not_one_of',
    'PORT out_of_range',
  ]);
});

test('a secret in a faulty variable is not repeated', () => {
  try {
    load({ DATABASE_URL: 'mysql://root:hunter2@db/suite', ADMIN_PASSWORD: 'hunter2' });
    assert.fail('accepted');
  } catch (error) {
    assert.ok(isAppError(error));
    assert.ok(!JSON.stringify(error.faults).includes('hunter2'));
  }
});

test('the default language must be one of the supported ones', () => {
  assert.deepEqual(faultsOf({ SUPPORTED_LANGUAGES: 'de,fr', DEFAULT_LANGUAGE: 'en' }), ['DEFAULT_LANGUAGE not_one_of']);
  assert.equal(load({ SUPPORTED_LANGUAGES: 'de, fr' }).language.default, 'fr');
});

test('nothing of the configuration can be changed afterwards', () => {
  const config: { models: { maxSizeMb: number } } = load({});
  assert.throws(() => {
    config.models.maxSizeMb = 1;
  }, TypeError);
});

const long = (letter: string) => letter.repeat(32);

test('hosts that may be asked are brought into one form, and keys for secrets must be long', () => {
  const config = load({
    OUTBOUND_ALLOWED_HOSTS: 'CRM.internal, 10.0.0.5:8080,[FD00:0::1]:80, bücher.example',
    SECRETS_KEY: long('a'),
    SECRETS_PREVIOUS_KEYS: `${long('b')},${long('c')}`,
  });
  const allowedHosts = ['crm.internal', '10.0.0.5:8080', '[fd00::1]:80', 'xn--bcher-kva.example'];
  assert.deepEqual(config.outbound, { allowedHosts, allowHttp: false });
  assert.deepEqual(config.secrets, { key: long('a'), previousKeys: [long('b'), long('c')] });
  assert.deepEqual(load({}).secrets, { key: null, previousKeys: [] });
  for (const host of ['https://a.example', 'a.example/x', '*', '*.example.com', 'u@a', 'a:0', 'a:70000', '[::1']) {
    assert.deepEqual(faultsOf({ OUTBOUND_ALLOWED_HOSTS: host }), ['OUTBOUND_ALLOWED_HOSTS not_a_host'], host);
  }
  assert.deepEqual(faultsOf({ SECRETS_KEY: 'short' }), ['SECRETS_KEY key_too_short']);
});
