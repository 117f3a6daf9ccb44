import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { organizationQuery, updateOrganization } from '../../api/organization.ts';
import { membersQuery } from '../../api/members.ts';
import { sessionQuery } from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { useMay } from '../../ui/permission.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';

/** Whether every member needs a second factor. It can lock members out, so it is for owners to say. */
export function RequireFactorCard() {
  const { t } = useMessages();
  const queryClient = useQueryClient();
  const isOwner = useMay('tenancy:own');
  const organization = useQuery(organizationQuery);
  const save = useMutation({
    mutationFn: (isRequired: boolean) => updateOrganization({ require_second_factor: isRequired }),
    onSuccess: async (changed) => {
      queryClient.setQueryData(organizationQuery.queryKey, changed);
      await Promise.all(
        [sessionQuery, membersQuery].map(({ queryKey }) => queryClient.invalidateQueries({ queryKey })),
      );
    },
  });
  return (
    <Card title={t('consoleSettings.members.hasFactor')}>
      <Loaded query={organization}>
        {({ require_second_factor: isRequired }) => (
          <div className="stack-small">
            <label className="check">
              <input
                type="checkbox"
                checked={save.isPending ? save.variables : isRequired}
                disabled={!isOwner}
                aria-describedby="require-factor-hint"
                onChange={(event) => save.mutate(event.target.checked)}
              />
              <span>{t('consoleSettings.organization.requireFactor')}</span>
            </label>
            <p className="hint" id="require-factor-hint">
              {t('consoleSettings.organization.requireFactorHint')}
              {!isOwner && <> {t('consoleSettings.organization.requireFactorOwners')}</>}
            </p>
            {save.isError && <ActionFault error={save.error} />}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
