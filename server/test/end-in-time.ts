import { isMainThread } from 'node:worker_threads';

// A file whose tests are over may be kept alive by a connection or a thread that one of them left behind: the runner
// waits for it without an end. Its process ends itself instead, as a failure that names the file.
const LONGEST_MINUTES = 10;

if (isMainThread && process.env['NODE_TEST_CONTEXT'] !== undefined)
  setTimeout(() => {
    process.stderr.write(
      `Still running after ${LONGEST_MINUTES} minutes: ${process.getActiveResourcesInfo().join(', ')}\n`,
    );
    process.exit(1);
  }, LONGEST_MINUTES * 60_000).unref();
