import type { Job } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';

interface ImportEndProps {
  job: Job;
  dataset: string;
  organization: string;
}

/** An import that brought nothing: why, and how to try again. */
export function ImportEnd({ job, dataset, organization }: ImportEndProps) {
  const { t } = useMessages();
  const failed = job.status === 'failed';
  const title = failed ? job.error?.title : undefined;
  const detail = failed
    ? (job.error?.detail ?? t('console.errors.fault.detail'))
    : t('consoleData.import.cancelledDetail');
  return (
    <Note
      tone={failed ? 'bad' : 'info'}
      title={title ?? t(failed ? 'consoleData.import.status.failed' : 'consoleData.import.status.cancelled')}
    >
      <p>{detail}</p>
      <p className="row">
        <ButtonLink
          kind="primary"
          to="/o/$organization/imports/new"
          params={{ organization }}
          search={{ into: dataset }}
        >
          {t('consoleData.import.again')}
        </ButtonLink>
      </p>
    </Note>
  );
}
