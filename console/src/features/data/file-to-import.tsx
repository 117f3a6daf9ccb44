import { Upload } from 'lucide-react';
import type { FormEvent } from 'react';
import { Suspense, useState } from 'react';
import { isCode } from '../../api/errors.ts';
import type { ImportOptions } from '../../api/imports.ts';
import { datasetNameOf, isDatasetName } from '../../lib/file-name.ts';
import { lazyPart } from '../../lib/lazy-part.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Skeleton } from '../../ui/states.tsx';
import { FileCard, Sending } from './file-card.tsx';
import { UploadRefusal } from './upload-refusal.tsx';
import { useImportPlan } from './use-import-plan.ts';
import { useUpload } from './use-upload.ts';

// The start page, which shows this too, does not wait for it nor for its texts.
const ImportPlan = lazyPart('consoleData', async () => (await import('./import-plan.tsx')).ImportPlan);

interface FileToImportProps {
  file: File;
  organization: string;
  into: string | undefined;
  onOther(): void;
}

/** What is known of the file, what it shall be called, and where its columns go. */
export function FileToImport({ file, organization, into, onOther }: FileToImportProps) {
  const { t } = useMessages();
  const [name, setName] = useState(into ?? datasetNameOf(file.name));
  const { upload, share } = useUpload(organization);
  const plan = useImportPlan(file, name);
  const { dataset, inspection, plans } = plan;
  const faulty = !isDatasetName(name);
  const blocked = faulty || !plan.isReady;

  const send = (more: ImportOptions = {}) => {
    const options = { ...plan.options, ...more };
    if (!blocked && !upload.isPending) upload.mutate({ file, dataset: name, options });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };

  return (
    <form className="import-form" onSubmit={submit}>
      <FileCard file={file} {...(!upload.isPending && { onOther })} />
      {upload.isPending ? (
        <Sending share={share} />
      ) : (
        <>
          <div className="import-narrow">
            <TextField
              label={t('console.import.name')}
              hint={
                dataset === undefined
                  ? t('console.import.nameHint')
                  : t('console.import.nameExists', { rows: dataset.row_count })
              }
              error={faulty ? t('console.import.nameFault') : undefined}
              value={name}
              dir="ltr"
              spellCheck={false}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          {inspection.isPending && <Skeleton lines={5} />}
          {inspection.isError && <UploadRefusal error={inspection.error} />}
          {inspection.data !== undefined && plans !== null && (
            <Suspense fallback={<Skeleton lines={5} />}>
              <ImportPlan
                inspection={inspection.data}
                dataset={dataset}
                plans={plans}
                onPlans={plan.setPlans}
                existing={plan.existing}
                onExisting={plan.setExisting}
                newKey={plan.key}
                onNewKey={plan.setKey}
              />
            </Suspense>
          )}
          {upload.isError && (
            <UploadRefusal
              error={upload.error}
              {...(isCode(upload.error, 'import_repeated') && { onRepeat: () => send({ repeat: true }) })}
            />
          )}
          <div className="row">
            <Button type="submit" kind="primary" icon={Upload} unavailable={blocked}>
              {t('console.import.submit')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
