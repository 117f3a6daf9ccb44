import { useParams } from '@tanstack/react-router';
import { ApiError } from '../../api/errors.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ActionFault } from '../../ui/states.tsx';

/** Why a batch did not begin; where the plan is the reason, the way to the plans. */
export function BatchRefusal({ error }: { error: Error }) {
  const { t } = useMessages();
  const { organization = '' } = useParams({ strict: false });
  const isPlan =
    error instanceof ApiError && (error.code === 'feature_not_in_plan' || error.code === 'quota_exhausted');
  if (!isPlan) return <ActionFault error={error} />;
  return (
    <Note tone="info" title={error.message} urgent>
      <p>{error.detail}</p>
      <div className="row">
        <ButtonLink size="small" to="/o/$organization/settings" params={{ organization }} search={{ tab: 'plan' }}>
          {t('consoleWatch.batches.seePlan')}
        </ButtonLink>
      </div>
    </Note>
  );
}
