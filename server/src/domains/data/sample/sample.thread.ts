import { serveThread } from '../../../platform/threads/serve-thread.ts';
import type { ThreadAnswer } from '../../../platform/threads/thread.ts';
import { createSampleCompany, type SampleCompanyOptions } from './sample-company.ts';
import type { SampleFiles } from './sample-files.ts';

serveThread(async (options: SampleCompanyOptions, { report }): Promise<ThreadAnswer<SampleFiles>> => {
  const { datasets, truth } = createSampleCompany(options, (share) => report('generating', share));
  const files = [...datasets].map(([dataset, table]) => ({ dataset, chunks: [...table.chunks()] }));
  const transfer = files.flatMap(({ chunks }) => chunks.map(({ buffer }) => buffer));
  return { output: { files, truth }, transfer };
});
