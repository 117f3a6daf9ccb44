import { Upload } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Skeleton } from '../../ui/states.tsx';
import './data.css';

const FileToImport = lazy(async () => ({ default: (await import('./file-to-import.tsx')).FileToImport }));

interface ImportDropProps {
  organization: string;
  /** The dataset that the rows are meant for, where the reader came from one. */
  into?: string | undefined;
}

/** Takes a file, shows where its columns would go, sends it, and goes on to the import. */
export function ImportDrop({ organization, into }: ImportDropProps) {
  const { t } = useMessages();
  const [file, setFile] = useState<File | null>(null);
  if (file !== null) {
    return (
      <Suspense fallback={<Skeleton lines={6} />}>
        <FileToImport file={file} organization={organization} into={into} onOther={() => setFile(null)} />
      </Suspense>
    );
  }
  return (
    <DropZone
      accept=".csv,.tsv,.txt,.jsonl,.ndjson,.gz,.zst,.zip,text/csv"
      onFile={setFile}
      icon={<Icon as={Upload} size={24} />}
      title={t('console.import.drop')}
      hint={t('console.import.dropHint')}
      button={t('console.import.choose')}
    />
  );
}
