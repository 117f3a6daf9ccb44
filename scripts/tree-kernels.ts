// Compiles the kernels of tree growing (AssemblyScript, *.as) and inlines the WebAssembly as a module. By itself it
// writes that module, or with --check fails when the committed one is not what would be written.
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const FOLDER = 'server/src/numeric/trees/kernels';
export const TREE_KERNELS = `${FOLDER}/tree-kernels.generated.ts`;
const FLAGS =
  '-O3 --runtime stub --enable simd --enable threads --enable bulk-memory --importMemory --sharedMemory --maximumMemory 65536';

/** The text of the module that holds the compiled kernels. */
export async function treeKernels(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'suite-kernels-'));
  try {
    // asc compiles *.ts only, which the type checker would take for its own.
    const sources: string[] = [];
    for (const name of (await readdir(FOLDER)).filter((each) => each.endsWith('.as')).sort()) {
      const source = path.join(folder, name.replace('.as', '.ts'));
      await copyFile(path.join(FOLDER, name), source);
      sources.push(source);
    }
    const outFile = path.join(folder, 'tree-kernels.wasm');
    await promisify(execFile)(process.execPath, [
      'node_modules/.bin/asc',
      ...sources,
      '-o',
      outFile,
      ...FLAGS.split(' '),
    ]);
    const text = (await readFile(outFile)).toString('base64');
    return `// Made by npm run generate from the *.as beside it.\nexport const TREE_KERNELS_BASE64 =\n  '${text}';\n`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const text = await treeKernels();
  if (!process.argv.includes('--check')) await writeFile(TREE_KERNELS, text);
  else if ((await readFile(TREE_KERNELS, 'utf8')) !== text) {
    console.error(`${TREE_KERNELS} is not up to date. Run: npm run generate`);
    process.exit(1);
  }
}
