import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { apiKeysQuery } from '../../api/api-keys.ts';
import { membersQuery, removeMember, rolesQuery } from '../../api/members.ts';
import type { Member } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ActionFault } from '../../ui/states.tsx';

export function RemoveMemberDialog({ member, onClose }: { member: Member; onClose(): void }) {
  const { t, rich } = useMessages();
  const queryClient = useQueryClient();
  const [takeOverKeys, setTakeOverKeys] = useState(false);
  const remove = useMutation({
    mutationFn: () => removeMember({ userId: member.user_id, takeOverKeys }),
    onSuccess: async () => {
      await Promise.all(
        [membersQuery, rolesQuery, apiKeysQuery].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })),
      );
      onClose();
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={rich('consoleSettings.members.removeTitle', { name: member.name })}
      description={t('consoleSettings.members.removeLead')}
      actions={
        <>
          <Button onClick={onClose}>{t('consoleSettings.cancel')}</Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            {t('consoleSettings.members.remove')}
          </Button>
        </>
      }
    >
      <label className="check">
        <input type="checkbox" checked={takeOverKeys} onChange={(event) => setTakeOverKeys(event.target.checked)} />
        <span>{t('consoleSettings.members.takeOverKeys')}</span>
      </label>
      {remove.isError && <ActionFault error={remove.error} />}
    </Dialog>
  );
}
