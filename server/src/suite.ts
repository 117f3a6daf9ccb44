import { parseArgs } from 'node:util';
import { createApp } from './app.ts';
import { diagnose } from './doctor.ts';
import { createNarrator, type Narrator } from './narrator.ts';
import { type Config, loadConfig } from './platform/config.ts';
import { openAccounts } from './platform/db/accounts.ts';
import { migrate } from './platform/db/migrate.ts';
import { createLog } from './platform/log.ts';
import { openDatabase } from './platform/open-database.ts';
import { createPlatform } from './platform/platform.ts';
import { startErrors } from './platform/start.errors.ts';
import { permissions, type TenancyService } from './domains/tenancy/index.ts';
import type { App } from './app.ts';
import { version } from './version.ts';

type Values = Readonly<Record<string, string | undefined>>;

/** A command answers what goes to standard output, and nothing else does. */
interface Command {
  usage: string;
  options: readonly string[];
  run(app: App, values: Values): Promise<string>;
}

const commands: Readonly<Record<string, Command>> = {
  'api-key create': {
    usage: 'api-key create --organization 1 --permissions all [--name NAME] [--expires 2027-01-31]',
    options: ['organization', 'permissions', 'name', 'expires'],
    run: async ({ tenancy }, values) => {
      const organizationId = await readOrganizationId(tenancy, values['organization']);
      const wanted = values['permissions'] ?? '';
      const expires = values['expires'] === undefined ? null : new Date(values['expires']);
      if (wanted === '' || Number.isNaN(expires?.getTime())) throw usage('api-key create');
      const { key } = await tenancy.createApiKey(organizationId, {
        name: values['name'] ?? 'Command line',
        permissions: wanted === 'all' ? 'all' : wanted.split(',').map((each) => each.trim()),
        expiresAt: expires,
        createdBy: null,
        grantable: new Set(permissions),
      });
      return key;
    },
  },
  'organization create': {
    usage:
      'organization create --name NAME --email OWNER [--password PASSWORD] [--plan trial|basic|premium|enterprise]',
    options: ['name', 'email', 'password', 'plan'],
    run: async ({ tenancy, identity }, values) => {
      const { name, email, password, plan = 'trial' } = values;
      if (!name || !email || !['trial', 'basic', 'premium', 'enterprise'].includes(plan))
        throw usage('organization create');
      const known = await identity.findUserByEmail(email);
      if (!known && !password) throw usage('organization create');
      const owner =
        known ??
        (await identity.createUser({ email, password: password ?? '', name: email.split('@', 1)[0] ?? email }));
      const { id } = await tenancy.createOrganization(name, plan, owner);
      return String(id);
    },
  },
};

function usage(name?: string) {
  const lines = Object.entries(commands).filter(([each]) => name === undefined || each === name);
  const known = [...lines.map(([, command]) => command.usage), ...(name === undefined ? ['doctor'] : [])];
  return startErrors.usage({ usage: known.map((line) => `\n  suite ${line}`).join('') });
}

async function readOrganizationId(tenancy: TenancyService, text: string | undefined): Promise<number> {
  if (text === undefined || !/^[1-9]\d{0,8}$/.test(text)) throw usage('api-key create');
  const { id } = await tenancy.getOrganization(Number(text));
  return id;
}

/** Runs one command beside a running server, or without one: then the embedded database is started for its duration. */
async function runCommand(name: string, argv: string[], config: Readonly<Config>, say: Narrator): Promise<string> {
  const command = commands[name];
  if (!command) throw usage();
  const options = Object.fromEntries(command.options.map((option) => [option, { type: 'string' as const }]));
  let values: Values;
  try {
    ({ values } = parseArgs({ args: argv, options, strict: true }));
  } catch {
    throw usage(name);
  }
  const database = await openDatabase({
    databaseUrl: config.databaseUrl,
    dataFolder: config.dataFolder,
    exclusive: false,
    holder: `suite ${name}`,
    events: { moved: (folder, account, instead) => say('data_folder_closed', { folder, account, instead }) },
  });
  try {
    await migrate(database.owner);
    const accounts = await openAccounts(database.owner);
    const app = await createApp(createPlatform(config, accounts, createLog('silent')), version);
    try {
      return await command.run(app, values);
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

async function main(): Promise<number> {
  const say = createNarrator('en');
  try {
    const config = loadConfig(process.env, process.cwd());
    const argv = process.argv.slice(2);
    if (argv[0] === 'doctor') return await diagnose(config, (line) => process.stdout.write(`${line}\n`));
    const output = await runCommand(argv.slice(0, 2).join(' '), argv.slice(2), config, say);
    process.stdout.write(`${output}\n`);
    return 0;
  } catch (error) {
    say.failure(error);
    return 1;
  }
}

process.exitCode = await main();
