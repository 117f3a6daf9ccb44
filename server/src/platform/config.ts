import { availableParallelism } from 'node:os';
import path from 'node:path';
import { languageCodes, type LanguageCode } from './messages/languages.ts';
import { readAllowedHost } from './outbound/target.ts';
import { startErrors } from './start.errors.ts';

/** Everything that the environment may say, read once. */
export interface Config {
  host: string;
  port: number;
  /** What this node does: answer requests, take jobs, or both. */
  role: 'all' | 'api' | 'worker';
  /** How many processes of this node answer requests; they share its port. */
  apiProcesses: number;
  /** Null: the embedded PostgreSQL in `dataFolder`. */
  databaseUrl: string | null;
  dataFolder: string;
  /** Where the embedded PostgreSQL listens for BI tools, on this machine alone; null: nowhere. */
  biPort: number | null;
  /** By which name BI tools reach the database, where that is not the server's own way to it. */
  biHost: string | null;
  admin: { email: string; password: string | null };
  logLevel: string;
  /** Where the console is reached from outside, when that is not `host:port`. */
  publicUrl: string | null;
  trustProxy: boolean;
  /** Other sites whose pages may call the API, with a key and never with a cookie. */
  corsOrigins: readonly string[];
  /** Back-ups are encrypted with it; null leaves them in clear. */
  backupPassphrase: string | null;
  /** Of one key, one person, or one address without either. */
  rateLimitPerMinute: number;
  language: { default: LanguageCode; supported: readonly LanguageCode[]; detect: boolean };
  models: { maxSizeMb: number; trainingTimeoutMinutes: number };
  /** So long the same version answers the same input from memory; 0: never. */
  predictionsCacheTtlSeconds: number;
  /** Between two looks at a deployed model that is watched; the same on every node. */
  modelWatchIntervalHours: number;
  /** How many threads one training may use at once. */
  trainingThreads: number;
  /** Whether anybody may make an account and an organization. */
  signUp: 'open' | 'closed';
  importMaxSizeMb: number;
  /** Organization 1 gets a sample company at the first start. */
  sampleData: boolean;
  /** The plan of organizations that sign up. */
  defaultPlan: string;
  /** How much memory may hold what could be computed or read again. */
  cacheMaxSizeMb: number;
  cacheDefaultTtlSeconds: number;
  /** Null: nodes speak through PostgreSQL alone. */
  redisUrl: string | null;
  /** Where requests may go that users have asked for, beside public addresses by https. */
  outbound: { allowedHosts: readonly string[]; allowHttp: boolean };
  /** What secrets of organizations are encrypted with; null: a key that is derived. */
  secrets: { key: string | null; previousKeys: readonly string[] };
  websocketMaxConnections: number;
  /** So many deliveries of one organization may wait to go out. */
  notificationQueueSize: number;
  /** `smtpUrl` null: mail is kept and not sent; `from` null: the server's own name; off: no mail is made at all. */
  email: { isOn: boolean; smtpUrl: string | null; from: string | null };
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment.
 * @throws AppError config_invalid that carries every fault at once, each with the variable's name as its pointer
 */
export function loadConfig(env: Environment, workingFolder: string): Readonly<Config> {
  const read = createReader(env);
  const supported = read.list('SUPPORTED_LANGUAGES', languageCodes);
  const config: Config = {
    host: read.text('HOST', '127.0.0.1'),
    port: read.integer('PORT', 8000, 0, 65_535),
    role: read.choice('ROLE', 'all', ['all', 'api', 'worker']),
    apiProcesses: read.integer('API_PROCESSES', 1, 1, 64),
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    dataFolder: path.resolve(workingFolder, read.text('DATA_DIR', '.data')),
    biPort: read.integer('BI_PORT', 0, 0, 65_535) || null,
    biHost: read.text('BI_HOST', '') || null,
    admin: { email: read.email('ADMIN_EMAIL', 'owner@localhost.example'), password: read.password('ADMIN_PASSWORD') },
    logLevel: read.choice('LOG_LEVEL', 'info', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    publicUrl: read.url('PUBLIC_URL', ['http:', 'https:']),
    trustProxy: read.flag('TRUST_PROXY', false),
    corsOrigins: read.origins('CORS_ORIGINS'),
    backupPassphrase: read.password('BACKUP_PASSPHRASE'),
    rateLimitPerMinute: read.integer('RATE_LIMIT_PER_MINUTE', 10_000, 1, 1_000_000_000),
    language: {
      default: read.choice('DEFAULT_LANGUAGE', supported.includes('en') ? 'en' : (supported[0] ?? 'en'), supported),
      supported,
      detect: read.flag('AUTO_DETECT_LANGUAGE', true),
    },
    models: {
      maxSizeMb: read.integer('AI_MODELS_MAX_SIZE_MB', 100, 1, 1000),
      trainingTimeoutMinutes: read.integer('AI_TRAINING_TIMEOUT_MINUTES', 60, 1, 10_080),
    },
    modelWatchIntervalHours: read.integer('AI_MODEL_WATCH_INTERVAL_HOURS', 6, 1, 24),
    predictionsCacheTtlSeconds: read.integer('AI_PREDICTIONS_CACHE_TTL', 3600, 0, 2_592_000),
    trainingThreads: read.integer('AI_TRAINING_THREADS', Math.min(2, availableParallelism()), 1, 64),
    cacheMaxSizeMb: read.integer('CACHE_MAX_SIZE_MB', 512, 1, 1_048_576),
    cacheDefaultTtlSeconds: read.integer('CACHE_DEFAULT_TTL', 3600, 1, 2_592_000),
    redisUrl: read.url('REDIS_URL', ['redis:', 'rediss:']),
    outbound: {
      allowedHosts: read.hosts('OUTBOUND_ALLOWED_HOSTS'),
      allowHttp: read.flag('OUTBOUND_ALLOW_HTTP', false),
    },
    secrets: { key: read.keys('SECRETS_KEY')[0] ?? null, previousKeys: read.keys('SECRETS_PREVIOUS_KEYS') },
    websocketMaxConnections: read.integer('WEBSOCKET_MAX_CONNECTIONS', 1000, 0, 1_000_000),
    notificationQueueSize: read.integer('NOTIFICATION_QUEUE_SIZE', 10_000, 1, 10_000_000),
    email: {
      isOn: read.flag('EMAIL_NOTIFICATIONS_ENABLED', true),
      smtpUrl: read.url('SMTP_URL', ['smtp:', 'smtps:']),
      from: read.sender('EMAIL_FROM'),
    },
    defaultPlan: read.choice('DEFAULT_PLAN', 'trial', ['trial', 'basic', 'premium', 'enterprise']),
    signUp: read.choice('SIGN_UP', 'closed', ['open', 'closed']),
    sampleData: read.flag('SAMPLE_DATA', false),
    importMaxSizeMb: read.integer('IMPORT_MAX_SIZE_MB', 1024, 1, 102_400),
  };
  if (read.faults.length > 0) throw startErrors.config_invalid({ count: read.faults.length }, { faults: read.faults });
  return deepFreeze(config);
}

/** Shorter passwords are refused everywhere. */
export const MIN_PASSWORD_LENGTH = 10;

const MIN_KEY_LENGTH = 32;

type ConfigFault = NonNullable<NonNullable<Parameters<typeof startErrors.config_invalid>[1]>['faults']>[number];

function createReader(env: Environment) {
  const faults: ConfigFault[] = [];
  const raw = (name: string): string | undefined => env[name]?.trim() || undefined;
  const fault = (name: string, code: ConfigFault['code'], params: Record<string, string | number> = {}): void => {
    faults.push({ pointer: name, code, params: { value: raw(name)?.slice(0, 80) ?? '', ...params } });
  };
  return {
    faults,
    ...createAddressReader(raw, faults),
    text: (name: string, fallback: string): string => raw(name) ?? fallback,
    integer(name: string, fallback: number, min: number, max: number): number {
      const value = raw(name);
      if (value === undefined) return fallback;
      if (!/^-?\d{1,15}$/.test(value)) fault(name, 'not_a_number');
      else if (Number(value) < min || Number(value) > max) fault(name, 'out_of_range', { min, max });
      else return Number(value);
      return fallback;
    },
    flag(name: string, fallback: boolean): boolean {
      const value = raw(name)?.toLowerCase();
      if (value === undefined) return fallback;
      if (['true', '1', 'yes', 'on'].includes(value)) return true;
      if (!['false', '0', 'no', 'off'].includes(value)) fault(name, 'not_a_flag');
      return false;
    },
    choice<T extends string>(name: string, fallback: T, allowed: readonly T[]): T {
      const value = raw(name);
      const found = allowed.find((each) => each === value);
      if (value !== undefined && found === undefined) fault(name, 'not_one_of', { allowed: allowed.join(', ') });
      return found ?? fallback;
    },
    list<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
      const wanted = raw(name)
        ?.split(',')
        .map((item) => item.trim());
      if (wanted === undefined) return allowed;
      if (wanted.some((item) => !allowed.some((each) => each === item))) {
        fault(name, 'not_one_of', { allowed: allowed.join(', ') });
      }
      return allowed.filter((each) => wanted.includes(each));
    },
    password(name: string): string | null {
      const value = env[name];
      if (value === undefined || value === '') return null;
      if (value.length < MIN_PASSWORD_LENGTH) {
        faults.push({ pointer: name, code: 'password_too_short', params: { minimum: MIN_PASSWORD_LENGTH } });
      }
      return value;
    },
  };
}

/** Addresses, and what else is not to be repeated or comes in lists. */
function createAddressReader(raw: (name: string) => string | undefined, faults: ConfigFault[]) {
  const items = (name: string): string[] =>
    (raw(name) ?? '')
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
  const notAnEmail = (name: string, value: string): void => {
    faults.push({ pointer: name, code: 'not_an_email', params: { value: value.slice(0, 80) } });
  };
  return {
    url(name: string, protocols: readonly string[]): string | null {
      const value = raw(name);
      if (value === undefined) return null;
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value;
      // The value may hold a password: it is not repeated.
      faults.push({
        pointer: name,
        code: 'not_a_url',
        params: { allowed: protocols.map((each) => `${each}//`).join(', ') },
      });
      return null;
    },
    origins(name: string): readonly string[] {
      const wanted = items(name);
      for (const value of wanted) {
        const isOrigin = /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
        if (!isOrigin) faults.push({ pointer: name, code: 'not_an_origin', params: { value: value.slice(0, 80) } });
      }
      return wanted;
    },
    hosts(name: string): readonly string[] {
      const wanted = items(name);
      return wanted.flatMap((value) => {
        const host = readAllowedHost(value);
        if (host === null) faults.push({ pointer: name, code: 'not_a_host', params: { value: value.slice(0, 80) } });
        return host ?? [];
      });
    },
    /** Their values are repeated nowhere. */
    keys(name: string): readonly string[] {
      const wanted = items(name);
      if (wanted.some((value) => value.length < MIN_KEY_LENGTH)) {
        faults.push({ pointer: name, code: 'key_too_short', params: { minimum: MIN_KEY_LENGTH } });
      }
      return wanted;
    },
    /** An address, or `Name <address>`. */
    sender(name: string): string | null {
      const value = raw(name);
      const address = /^[^<>"\p{Cc}]{1,100} <(.*)>$/u.exec(value ?? '')?.[1] ?? value;
      if (value === undefined || address === undefined) return null;
      if (/^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/.test(address)) return value;
      notAnEmail(name, value);
      return null;
    },
    email(name: string, fallback: string): string {
      const value = raw(name);
      if (value === undefined || /^[^\s@]{1,64}@[^\s@]{1,190}$/.test(value)) return value ?? fallback;
      notAnEmail(name, value);
      return fallback;
    },
  };
}

function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part);
  return Object.freeze(value);
}
