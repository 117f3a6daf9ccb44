import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PauseCircle } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { retireModel } from '../../api/models.ts';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault } from '../../ui/states.tsx';

const Dialog = lazy(async () => ({ default: (await import('../../ui/dialog.tsx')).Dialog }));

/** The end of a model. It cannot be taken back, so it is asked for twice. */
export function RetireCard({ model }: { model: Model }) {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const mayManage = useMay('ai_analytics:manage');
  const [isAsking, setIsAsking] = useState(false);
  const retire = useMutation({
    mutationFn: () => retireModel(model.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['models'] }),
    onSettled: () => setIsAsking(false),
  });
  const isOver = model.status === 'retired' || model.status === 'archived' || model.status === 'training';
  if (!mayManage || isOver) return null;
  return (
    <Card title={t('consoleWatch.retire.title')}>
      <div className="stack">
        <p className="secondary small">{t('consoleWatch.retire.text')}</p>
        {retire.isError && <ActionFault error={retire.error} />}
        <div className="row">
          <Button icon={PauseCircle} onClick={() => setIsAsking(true)}>
            {t('consoleWatch.retire.action')}
          </Button>
        </div>
      </div>
      {isAsking && (
        <Suspense>
          <Dialog
            open
            onClose={() => setIsAsking(false)}
            title={t('consoleWatch.retire.sure')}
            description={t('consoleWatch.retire.text')}
            actions={
              <>
                <Button kind="danger" busy={retire.isPending} onClick={() => retire.mutate()}>
                  {t('consoleWatch.retire.action')}
                </Button>
                <Button kind="primary" onClick={() => setIsAsking(false)}>
                  {t('consoleWatch.retire.keep')}
                </Button>
              </>
            }
          />
        </Suspense>
      )}
    </Card>
  );
}
