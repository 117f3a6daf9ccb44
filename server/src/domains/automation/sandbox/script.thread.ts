import { parentPort, workerData } from 'node:worker_threads';
import { runScript } from './run-script.ts';
import type { ScriptJob } from './script-job.ts';

// A thread that runs scripts, one after the other, each in a machine of its own.

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- createScriptThreads puts it there
const { module } = workerData as { module: WebAssembly.Module };
const port = parentPort;
if (!port) throw new Error('This file is the work of a thread; start it by createScriptThreads');
// What fails here and not in the script ends the thread, and another takes its place.
port.on('message', (job: ScriptJob) => void runScript(module, job).then((outcome) => port.postMessage(outcome, [])));
port.postMessage('ready', []);
