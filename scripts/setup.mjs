// Brings a fresh clone to the point where Node 24 can run it: packages, and the console's files. Runs before start and
// test under whatever Node the machine has (20 or newer), when nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
process.chdir(root);

const NODE = path.join('node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
const LOCK = '.setup-lock';
const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const say = (text) => console.error(text);

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Business Suite needs Node 20.19 or newer to install itself; this is ${process.versions.node}.`);
  process.exit(1);
}

/** npm runs under the Node that started it: `npm ci` deletes the one in node_modules while it works. */
function npm(args) {
  const { npm_execpath: cli, npm_node_execpath: node = process.execPath } = process.env;
  const [command, ...rest] = cli ? [node, cli, ...args] : ['npm', ...args];
  const { status, error } = spawnSync(command, rest, {
    stdio: ['ignore', 2, 2],
    shell: !cli && process.platform === 'win32',
  });
  if (error) throw error;
  return status ?? 1;
}

/** npm 10 loses .bin/node: removing the packages of other platforms, it removes the link that has the same name. */
function restoreNodeLink() {
  const own = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`].find(
    (name) => existsSync(path.join('node_modules', name, 'bin', 'node')),
  );
  if (existsSync(NODE) || !own) return;
  mkdirSync(path.dirname(NODE), { recursive: true });
  rmSync(NODE, { force: true });
  symlinkSync(path.join('..', own, 'bin', 'node'), NODE);
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** npm writes node_modules/.package-lock.json when, and only when, an installation has finished. */
function isInstalled() {
  try {
    const present = readPackages('node_modules/.package-lock.json');
    const isPresent = ([at, wanted]) =>
      !at.startsWith('node_modules/') ||
      wanted.link ||
      (present[at] ? present[at].integrity === wanted.integrity : wanted.optional || wanted.devOptional || wanted.peer);
    return existsSync(NODE) && Object.entries(readPackages('package-lock.json')).every(isPresent);
  } catch {
    return false;
  }
}

function install() {
  restoreNodeLink();
  if (isInstalled()) return;
  const since = performance.now();
  say('Installing packages (once; about a minute) …');
  const status = npm(['ci']);
  restoreNodeLink();
  if (status !== 0) {
    say(
      'The packages could not be installed. The lines above say why; run the same command again when that is mended.',
    );
    process.exit(status);
  }
  if (!existsSync(NODE)) {
    say(
      `There is no Node 24 package for ${process.platform}-${process.arch}. Install Node 24 and run: node server/src/main.ts`,
    );
    process.exit(1);
  }
  say(`Packages installed in ${seconds(since)}.`);
}

function listFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === 'e2e') return [];
    const file = path.join(folder, entry.name);
    return entry.isDirectory() ? listFiles(file) : [file];
  });
}

/** A digest of everything that the console is built from. */
function digestSources() {
  const hash = createHash('sha256');
  const catalogues = listFiles('server/src/platform/messages/catalogues').filter((file) =>
    /(console\w*|tenancy)\.json$/.test(file),
  );
  for (const file of [...listFiles('console'), ...catalogues, 'package-lock.json'].sort((a, b) => (a < b ? -1 : 1))) {
    hash.update(file).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}

function buildConsole() {
  const stamp = path.join('console', 'dist', '.built');
  const digest = digestSources();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  const since = performance.now();
  say('Building the console …');
  const status = npm(['run', '--silent', 'build', '--workspace', 'console']);
  if (status !== 0) process.exit(status);
  writeFileSync(stamp, digest);
  say(`Console built in ${seconds(since)}.`);
}

/** Two set-ups in one folder would tear each other's node_modules apart: the later one waits. */
function withLock(work) {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let told = false; ;) {
    try {
      mkdirSync(LOCK);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isAbandoned()) rmSync(LOCK, { recursive: true, force: true });
    else {
      if (!told) say('Another set-up is at work in this folder; waiting for it …');
      told = true;
      Atomics.wait(pause, 0, 0, 200);
    }
  }
  writeFileSync(path.join(LOCK, 'pid'), String(process.pid));
  const unlock = () => rmSync(LOCK, { recursive: true, force: true });
  process.once('exit', unlock);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
  work();
  unlock();
}

function isAbandoned() {
  try {
    process.kill(Number(readFileSync(path.join(LOCK, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    if (error.code === 'EPERM') return false;
    // The process is gone, or it was killed before it wrote its number.
    if (error.code === 'ESRCH') return true;
    return Date.now() - (statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 5000;
  }
}

withLock(() => {
  install();
  if (process.argv[2] !== 'packages-only') buildConsole();
});
