import { checkCatalogues } from './check-catalogues.ts';

const faults = await checkCatalogues();
if (faults.length > 0) {
  process.stderr.write(`${faults.join('\n')}\n${faults.length} faults in the message catalogues\n`);
  process.exitCode = 1;
}
