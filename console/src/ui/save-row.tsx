import type { UseMutationResult } from '@tanstack/react-query';
import { useMessages } from '../lib/messages/messages.tsx';
import { Button } from './button.tsx';
import { ActionFault } from './states.tsx';

interface SaveRowProps {
  isChanged: boolean;
  save: Pick<UseMutationResult, 'isPending' | 'isSuccess' | 'isError' | 'error'>;
  label?: string;
}

/** The end of a form: its button, which does nothing while nothing has changed, and what became of it. */
export function SaveRow({ isChanged, save, label }: SaveRowProps) {
  const { t } = useMessages();
  return (
    <div className="row row-wrap">
      <Button type="submit" kind="primary" busy={save.isPending} unavailable={!isChanged}>
        {label ?? t('console.save')}
      </Button>
      <span role="status" className="small tone-good">
        {save.isSuccess && !isChanged && t('console.saved')}
      </span>
      {save.isError && <ActionFault error={save.error} />}
    </div>
  );
}
