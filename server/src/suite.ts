import { parseArgs } from 'node:util';
import type { App } from './app.ts';
import { diagnose } from './doctor.ts';
import { maintenanceCommands, runMaintenance } from './maintenance.ts';
import { createNarrator, type Narrator } from './narrator.ts';
import { runPlanOrder } from './plan-command.ts';
import { type Config, loadConfig } from './platform/config.ts';
import { startErrors } from './platform/start.errors.ts';
import { runReplay } from './replay-command.ts';
import { runSample } from './sample-command.ts';
import { permissions, type TenancyService } from './domains/tenancy/index.ts';
import { withApp } from './with-app.ts';

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
      const organizationId = await readOrganizationId(tenancy, values['organization'], 'api-key create');
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
  plan: {
    usage:
      'plan --organization 1 [--set trial|basic|premium|enterprise] [--override predictions_per_day=1000000 [--until 2027-01-31] [--reason WHY]] [--remove-override predictions_per_day]',
    options: ['organization', 'set', 'override', 'until', 'reason', 'remove-override'],
    run: async (app, values) => {
      const organizationId = await readOrganizationId(app.tenancy, values['organization'], 'plan');
      const state = await runPlanOrder(app, organizationId, values);
      if (state === null) throw usage('plan');
      return state;
    },
  },
  'replay-events': {
    usage:
      'replay-events [--organization 1] [--event ID] [--consumer NAME] [--from 2027-01-31T08:00:00Z] [--to 2027-01-31T09:00:00Z]',
    options: ['organization', 'event', 'consumer', 'from', 'to'],
    run: async ({ outbox }, values) => {
      const state = await runReplay(outbox, values);
      if (state === null) throw usage('replay-events');
      return state;
    },
  },
  events: {
    usage: 'events',
    options: [],
    run: async ({ outbox }) => JSON.stringify(await outbox.figures(), null, 2),
  },
  sample: {
    usage: 'sample [--organization 1] [--seed 1] [--end 2027-01-31] [--truth FILE]',
    options: ['organization', 'seed', 'end', 'truth'],
    run: async (app, values) => {
      const organizationId = await readOrganizationId(app.tenancy, values['organization'] ?? '1', 'sample');
      const made = await runSample(app, organizationId, values);
      if (made === null) throw usage('sample');
      return made;
    },
  },
  'second-factor remove': {
    usage: 'second-factor remove --email ADDRESS',
    options: ['email'],
    run: async ({ identity }, { email = '' }) => {
      const user = await identity.findUserByEmail(email);
      if (!user) throw usage('second-factor remove');
      return JSON.stringify({ removed: await identity.secondFactors.remove(user.id) });
    },
  },
  'rotate-secrets': {
    usage: 'rotate-secrets',
    options: [],
    run: async (app) => JSON.stringify({ sealed_anew: await app.rotateSecrets() }),
  },
  retention: {
    usage: 'retention --organization 1',
    options: ['organization'],
    run: async (app, values) => {
      const organizationId = await readOrganizationId(app.tenancy, values['organization'], 'retention');
      return JSON.stringify(await app.plans.retention.preview(organizationId), null, 2);
    },
  },
};

function usage(name?: string) {
  const lines = Object.entries(commands).filter(([each]) => name === undefined || each === name);
  const others = Object.entries(maintenanceCommands).filter(([each]) => name === undefined || each === name);
  const known = [...lines, ...others].map(([, command]) => command.usage);
  if (name === undefined) known.push('doctor');
  return startErrors.usage({ usage: known.map((line) => `\n  suite ${line}`).join('') });
}

async function readOrganizationId(tenancy: TenancyService, text: string | undefined, command: string): Promise<number> {
  if (text === undefined || !/^[1-9]\d{0,8}$/.test(text)) throw usage(command);
  const { id } = await tenancy.getOrganization(Number(text));
  return id;
}

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
  return withApp({ config, holder: `suite ${name}`, say }, (app) => command.run(app, values));
}

/** Those that need no more than the database. */
async function runWithoutApp(name: string, argv: string[], config: Readonly<Config>): Promise<number> {
  const command = maintenanceCommands[name];
  if (!command) throw usage();
  const options = Object.fromEntries(Object.entries(command.options).map(([option, type]) => [option, { type }]));
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: argv, options, strict: true, allowPositionals: true });
  } catch {
    throw usage(name);
  }
  const [file, ...more] = parsed.positionals;
  if (more.length > 0 || command.needsFile !== (file !== undefined)) throw usage(name);
  const values = Object.fromEntries(
    Object.entries(parsed.values).flatMap(([key, value]) => (Array.isArray(value) ? [] : [[key, value]])),
  );
  return runMaintenance(name, { config, file, options: values, print: (line) => process.stdout.write(`${line}\n`) });
}

async function main(): Promise<number> {
  const say = createNarrator('en');
  try {
    const config = loadConfig(process.env, process.cwd());
    const argv = process.argv.slice(2);
    if (argv[0] === 'doctor') return await diagnose(config, (line) => process.stdout.write(`${line}\n`));
    if (argv[0] !== undefined && Object.hasOwn(maintenanceCommands, argv[0])) {
      return await runWithoutApp(argv[0], argv.slice(1), config);
    }
    const two = argv.slice(0, 2).join(' ');
    const name = Object.hasOwn(commands, two) ? two : (argv[0] ?? '');
    const output = await runCommand(name, argv.slice(name.split(' ').length), config, say);
    process.stdout.write(`${output}\n`);
    return 0;
  } catch (error) {
    say.failure(error);
    return 1;
  }
}

process.exitCode = await main();
