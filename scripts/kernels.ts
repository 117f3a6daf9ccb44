// Compiles the kernels of the numeric core (AssemblyScript, *.as) and inlines the WebAssembly as modules. By itself it
// writes these modules, or with --check fails when a committed one is not what would be written.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

interface KernelModule {
  readonly file: string;
  readonly text: string;
}

const MODULES = [
  { folder: 'server/src/numeric/trees/kernels', name: 'tree-kernels' },
  { folder: 'server/src/numeric/clustering/kernels', name: 'k-means-kernels' },
];
const FLAGS =
  '-O3 --runtime stub --enable simd --enable threads --enable bulk-memory --importMemory --sharedMemory --maximumMemory 65536';

async function compile(kernels: string, name: string): Promise<KernelModule> {
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-kernels-'));
  try {
    // asc compiles *.ts only, which the type checker would take for its own.
    const sources: string[] = [];
    for (const source of (await readdir(kernels)).filter((each) => each.endsWith('.as')).sort()) {
      const copy = path.join(folder, source.replace('.as', '.ts'));
      await copyFile(path.join(kernels, source), copy);
      sources.push(copy);
    }
    const outFile = path.join(folder, 'kernels.wasm');
    await promisify(execFile)(process.execPath, [
      'node_modules/.bin/asc',
      ...sources,
      '-o',
      outFile,
      ...FLAGS.split(' '),
    ]);
    const constant = `${name.replaceAll('-', '_').toUpperCase()}_BASE64`;
    const code = (await readFile(outFile)).toString('base64');
    const text = `// Made by npm run generate from the *.as beside it.\nexport const ${constant} =\n  '${code}';\n`;
    return { file: path.join(kernels, `${name}.generated.ts`), text };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The modules that hold the compiled kernels. */
export async function kernelModules(): Promise<KernelModule[]> {
  return await Promise.all(MODULES.map(({ folder, name }) => compile(folder, name)));
}

if (import.meta.main) {
  for (const { file, text } of await kernelModules()) {
    if (!process.argv.includes('--check')) await writeFile(file, text);
    else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
      console.error(`${file} is not up to date. Run: npm run generate`);
      process.exitCode = 1;
    }
  }
}
