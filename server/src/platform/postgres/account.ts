import { readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { startErrors } from '../start.errors.ts';

/** The operating system's account that PostgreSQL runs under. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** PostgreSQL refuses to run as root; every Linux has at least one of these accounts. Null when this process is not root. */
export function accountForRoot(): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const found = accounts.find((fields) => fields[0] === name);
    if (found) return { name, uid: Number(found[2]), gid: Number(found[3]) };
  }
  throw startErrors.no_account_for_postgres({});
}

/** The first folder on the way to `target` that `account` may not enter, or null. Folders that do not exist yet do not count. */
export async function findClosedFolder(target: string, account: Account): Promise<string | null> {
  const parts = path.resolve(target).split(path.sep);
  for (let depth = 1; depth < parts.length; depth++) {
    const folder = parts.slice(0, depth).join(path.sep) || path.sep;
    const entry = await stat(folder).catch(() => null);
    if (!entry) return null;
    const mask = entry.uid === account.uid ? 0o100 : entry.gid === account.gid ? 0o010 : 0o001;
    if ((entry.mode & mask) === 0) return folder;
  }
  return null;
}
