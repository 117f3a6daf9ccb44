// Writes what is generated from the sources (types of the database, of the HTTP interface), or with --check fails when
// what is committed is not what would be written.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import { startTestCluster } from '../server/test/support/test-cluster.ts';
import { kernelModules } from './kernels.ts';

const run = promisify(execFile);
const HTTP_TYPES = 'console/src/api/schema.generated.ts';
const HEADER = "// Made by npm run generate from the server's OpenAPI document.\n";
const DEFINITION_LISTS = 'console/src/api/definition.generated.ts';
const DATABASE_TYPES = 'server/src/platform/db/schema.generated.ts';

const stale: string[] = [];

async function publish(file: string, text: string): Promise<void> {
  const before = await readFile(file, 'utf8').catch(() => '');
  if (before === text) return;
  if (process.argv.includes('--check')) stale.push(file);
  else await writeFile(file, text);
}

async function databaseTypes(): Promise<string> {
  const cluster = await startTestCluster(process.env['DATABASE_URL']);
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-types-'));
  try {
    const { host, port, user, password, database } = cluster.template;
    const url = `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
    const file = path.join(folder, 'schema.ts');
    await run('node_modules/.bin/kysely-codegen', [
      '--dialect=postgres',
      `--url=${url}`,
      `--out-file=${file}`,
      '--default-schema=public',
      '--include-pattern=public.*',
      '--exclude-pattern=public.schema_migrations',
      '--type-mapping={"int8":"number","date":"string"}',
      '--date-parser=string',
    ]);
    return await readFile(file, 'utf8');
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Types of the console's client, from the same schemas that check requests. Nothing is connected to. */
async function httpTypes(): Promise<string> {
  // Loaded after the database's types are written: a change of both may not run before it has them.
  const { createApp } = await import('../server/src/app.ts');
  const { loadConfig } = await import('../server/src/platform/config.ts');
  const { createLog } = await import('../server/src/platform/log.ts');
  const { createPlatform } = await import('../server/src/platform/platform.ts');
  const { version } = await import('../server/src/version.ts');
  const nowhere = { host: 'localhost', port: 1, database: '', user: '', password: '' };
  const accounts = { secret: 'x'.repeat(43), app: nowhere, identity: nowhere, jobs: nowhere };
  const app = await createApp(createPlatform(loadConfig({}, process.cwd()), accounts, createLog('silent')), version);
  try {
    await app.http.ready();
    const text = JSON.stringify(app.http.swagger());
    return `${HEADER}${astToString(await openapiTS(text, { alphabetize: false }))}`;
  } finally {
    await app.close();
  }
}

/** What the editor of workflows offers, from what the server takes. */
async function definitionLists(): Promise<string> {
  const { stepTypes, handledTypes, workflowTypes } =
    await import('../server/src/domains/automation/definition/definition.ts');
  const { operatorValues } = await import('../server/src/domains/automation/definition/condition-schema.ts');
  const lists = { stepTypes, handledTypes, workflowTypes, operators: Object.keys(operatorValues), operatorValues };
  const lines = Object.entries(lists).map(
    ([name, list]) => `export const ${name} = ${JSON.stringify(list, null, 2)} as const;\n`,
  );
  return `// Made by npm run generate from the server's schemas of workflows.\n${lines.join('\n')}`;
}

for (const { file, text } of await kernelModules()) await publish(file, text);
await publish(DATABASE_TYPES, await databaseTypes());
await publish(HTTP_TYPES, await httpTypes());
await publish(DEFINITION_LISTS, await definitionLists());

if (stale.length > 0) {
  console.error(`Generated files are not up to date: ${stale.join(', ')}. Run: npm run generate`);
  process.exit(1);
}
