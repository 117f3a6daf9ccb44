import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/errors.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** Why a question was not taken, in the server's words; with the way to another plan where that is the reason. */
export function Refusal({ error, organization }: { error: unknown; organization: string }) {
  const { t } = useMessages();
  if (error === null) return null;
  const isPlan = error instanceof ApiError && (error.code === 'feature_not_in_plan' || error.code === 'quota_exceeded');
  return (
    <>
      <ActionFault error={error} />
      {isPlan && (
        <Link className="link small" to="/o/$organization/settings" params={{ organization }} search={{ tab: 'plan' }}>
          {t('consoleOutlook.toPlan')}
        </Link>
      )}
    </>
  );
}
