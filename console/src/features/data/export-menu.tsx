import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { downloadFile } from '../../api/download.ts';
import { exportAddress } from '../../api/records.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** All rows as a file. */
export function ExportMenu({ name }: { name: string }) {
  const { t } = useMessages();
  const download = useMutation({
    mutationFn: (format: 'csv' | 'jsonl') => downloadFile(exportAddress(name, format), `${name}.${format}`),
  });
  return (
    <>
      {download.isError && <ActionFault error={download.error} />}
      <Menu
        label={t('consoleData.export')}
        className="button"
        trigger={
          <>
            <Icon as={Download} />
            {t('consoleData.export')}
          </>
        }
        actions={(['csv', 'jsonl'] as const).map((format) => ({
          label: t(`consoleData.export.${format}`),
          onSelect: () => download.mutate(format),
        }))}
      />
    </>
  );
}
