// Three steps a workflow, by DBOS Transact. It is no dependency of the product:
// npm install --ignore-scripts --prefix DIR @dbos-inc/dbos-sdk@5.3.0
import path from 'node:path';
import { pathToFileURL } from 'node:url';

interface Dbos {
  setConfig(config: { name: string; systemDatabaseUrl: string; logLevel: string }): void;
  registerWorkflow(work: () => Promise<void>, config: { name: string }): () => Promise<void>;
  runStep<T>(step: () => Promise<T>, config: { name: string }): Promise<T>;
  launch(): Promise<void>;
  shutdown(): Promise<void>;
}

export interface Peer {
  /** One run, to its end. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

/** @param folder where it is installed */
export async function startDbos(folder: string, databaseUrl: string, step: () => Promise<unknown>): Promise<Peer> {
  const file = path.resolve(folder, 'node_modules/@dbos-inc/dbos-sdk/dist/src/index.js');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as its own types say
  const { DBOS } = (await import(pathToFileURL(file).href)) as { DBOS: Dbos };
  DBOS.setConfig({ name: 'bench', systemDatabaseUrl: databaseUrl, logLevel: 'error' });
  const work = async () => {
    for (const name of ['one', 'two', 'three']) await DBOS.runStep(step, { name });
  };
  const run = DBOS.registerWorkflow(work, { name: 'three' });
  await DBOS.launch();
  return { run, stop: () => DBOS.shutdown() };
}
