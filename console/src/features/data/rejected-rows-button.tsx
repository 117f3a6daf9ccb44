import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { rejectedRowsAddress } from '../../api/datasets.ts';
import { downloadFile } from '../../api/download.ts';
import type { DataImport } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';

interface RejectedRowsButtonProps {
  dataImport: Pick<DataImport, 'id' | 'dataset'>;
  children: ReactNode;
}

export function RejectedRowsButton({ dataImport, children }: RejectedRowsButtonProps) {
  const { t } = useMessages();
  const download = useMutation({
    mutationFn: () => downloadFile(rejectedRowsAddress(dataImport.id), `${dataImport.dataset}-rejected.csv`),
  });
  return (
    <>
      {download.isError && (
        <span className="small tone-bad" role="alert">
          {t('consoleData.rejections.downloadFailed')}
        </span>
      )}
      <Button size="small" icon={Download} busy={download.isPending} onClick={() => download.mutate()}>
        {children}
      </Button>
    </>
  );
}
