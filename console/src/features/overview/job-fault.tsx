import type { Job } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Note } from '../../ui/note.tsx';

/** Why a job came to nothing, in the server's words. */
export function JobFault({ job }: { job: Job }) {
  const { t } = useMessages();
  return (
    <Note tone="bad" title={job.error?.title ?? t('console.errors.fault.title')} urgent>
      {job.error !== null && <p>{job.error.detail}</p>}
    </Note>
  );
}
