import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileText, Upload } from 'lucide-react';
import type { FormEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { datasetsQuery } from '../../api/datasets.ts';
import { ApiError } from '../../api/errors.ts';
import { uploadFile } from '../../api/upload.ts';
import { datasetNameOf, isDatasetName } from '../../lib/file-name.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import './data.css';

interface ImportDropProps {
  organization: string;
  /** The dataset that the rows are meant for, where the reader came from one. */
  into?: string | undefined;
}

/** Takes a file, asks what to call it, sends it, and goes on to the import. */
export function ImportDrop({ organization, into }: ImportDropProps) {
  const { t } = useMessages();
  const [file, setFile] = useState<File | null>(null);
  if (file !== null) {
    return <FileToImport file={file} organization={organization} into={into} onOther={() => setFile(null)} />;
  }
  return (
    <DropZone
      accept=".csv,text/csv"
      onFile={setFile}
      icon={<Icon as={Upload} size={24} />}
      title={t('console.import.drop')}
      hint={t('console.import.dropHint')}
      button={t('console.import.choose')}
    />
  );
}

function useUpload(organization: string) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [share, setShare] = useState(0);
  const stop = useRef(new AbortController());
  // Leaving the page before the file has been sent whole stops the sending.
  useEffect(() => () => stop.current.abort(), []);

  const upload = useMutation({
    mutationFn: ({ file, dataset }: { file: File; dataset: string }) => {
      stop.current = new AbortController();
      setShare(0);
      return uploadFile({ file, dataset, onProgress: setShare, signal: stop.current.signal });
    },
    onSuccess: async ({ importId }) => {
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
      await navigate({
        to: '/o/$organization/imports/$importId',
        params: { organization, importId: String(importId) },
      });
    },
  });
  return { upload, share };
}

interface FileToImportProps {
  file: File;
  organization: string;
  into: string | undefined;
  onOther(): void;
}

function FileToImport({ file, organization, into, onOther }: FileToImportProps) {
  const { t, format } = useMessages();
  const [name, setName] = useState(into ?? datasetNameOf(file.name));
  const { upload, share } = useUpload(organization);
  const datasets = useQuery(datasetsQuery).data?.items ?? [];
  const existing = datasets.find((dataset) => dataset.name === name);
  const faulty = !isDatasetName(name);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!faulty && !upload.isPending) upload.mutate({ file, dataset: name });
  };

  return (
    <form className="import-form" onSubmit={submit}>
      <div className="file-card">
        <span className="file-mark">
          <Icon as={FileText} size={20} />
        </span>
        <div className="stack-small grow">
          <p className="semibold">
            <bdi>{file.name}</bdi>
          </p>
          <p className="small faint num">{format.bytes(file.size)}</p>
        </div>
        {!upload.isPending && <Button onClick={onOther}>{t('console.import.otherFile')}</Button>}
      </div>
      {upload.isPending ? (
        <div className="stack">
          <ProgressBar share={share} label={t('console.import.sending')} />
          <p className="secondary num">{t('console.import.sent', { share: format.percent(share) })}</p>
        </div>
      ) : (
        <>
          <TextField
            label={t('console.import.name')}
            hint={
              existing === undefined
                ? t('console.import.nameHint')
                : t('console.import.nameExists', { rows: existing.row_count })
            }
            error={faulty ? t('console.import.nameFault') : undefined}
            value={name}
            dir="ltr"
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
          />
          {upload.isError && <UploadRefusal error={upload.error} />}
          <div className="row">
            <Button type="submit" kind="primary" icon={Upload} unavailable={faulty}>
              {t('console.import.submit')}
            </Button>
          </div>
        </>
      )}
    </form>
  );
}

function UploadRefusal({ error }: { error: unknown }) {
  const { t, rich } = useMessages();
  const said = error instanceof ApiError ? error : null;
  return (
    <Note tone="bad" title={said?.message || t('console.errors.unreachable.title')} urgent>
      <p>{said?.detail || t('console.errors.unreachable.detail')}</p>
      {said?.faults.map((fault) => (
        <p key={fault.pointer}>{fault.detail}</p>
      ))}
      {said !== null && said.requestId !== null && (
        <p className="small faint">{rich('console.errors.request', { id: said.requestId })}</p>
      )}
    </Note>
  );
}
