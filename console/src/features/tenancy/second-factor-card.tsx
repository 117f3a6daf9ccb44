import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import {
  removeSecondFactor,
  renewRecoveryCodes,
  secondFactorQuery,
  sessionQuery,
  sessionsQuery,
} from '../../api/session.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Loaded } from '../../ui/states.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { ProofForm } from './proof-form.tsx';
import { SecondFactorSetup } from './second-factor-setup.tsx';

type Act = 'set-up' | 'renew' | 'remove';

/** A code besides the password: set up, renewed, turned off. */
export function SecondFactorCard() {
  const { t, format } = useMessages();
  const queryClient = useQueryClient();
  const factor = useQuery(secondFactorQuery);
  const [act, setAct] = useState<Act | null>(null);
  const end = () => {
    setAct(null);
    for (const { queryKey } of [secondFactorQuery, sessionsQuery, sessionQuery]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  const isOn = factor.data?.is_on === true;
  return (
    <Card
      title={t('consoleAccount.factor')}
      {...(isOn && { aside: <Chip tone="good">{t('consoleAccount.factor.on')}</Chip> })}
    >
      <Loaded query={factor}>
        {({ is_on: on, since, recovery_codes_left: count }) => (
          <div className="settings-fields">
            {on ? (
              <p className="secondary row row-wrap">
                {since !== null && <span>{t('consoleAccount.factor.since', { date: format.date(since) })}</span>}
                <span>{t('consoleAccount.factor.left', { count })}</span>
              </p>
            ) : (
              act === null && <p className="secondary">{t('consoleAccount.factor.lead')}</p>
            )}
            {act === null && !on && (
              <span>
                <Button kind="primary" onClick={() => setAct('set-up')}>
                  {t('consoleAccount.factor.setUp')}
                </Button>
              </span>
            )}
            {act === null && on && (
              <div className="row row-wrap">
                <Button onClick={() => setAct('renew')}>{t('consoleAccount.factor.newCodes')}</Button>
                <Button kind="quiet" className="button-danger" onClick={() => setAct('remove')}>
                  {t('consoleAccount.factor.turnOff')}
                </Button>
              </div>
            )}
            {act === 'set-up' && <SecondFactorSetup onDone={end} onCancel={() => setAct(null)} />}
            {act === 'renew' && <Renewal onEnd={end} />}
            {act === 'remove' && <Removal onEnd={end} />}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Renewal({ onEnd }: { onEnd(): void }) {
  const { t } = useMessages();
  const renew = useMutation({ mutationFn: renewRecoveryCodes });
  if (renew.data) return <RecoveryCodes codes={renew.data.recovery_codes} onKept={onEnd} />;
  return (
    <ProofForm
      title={t('consoleAccount.factor.newCodes')}
      lead={t('consoleAccount.factor.newCodesLead')}
      label={t('consoleAccount.factor.make')}
      act={{ ...renew, mutate: ({ code }) => renew.mutate(code) }}
      onCancel={onEnd}
    />
  );
}

function Removal({ onEnd }: { onEnd(): void }) {
  const { t } = useMessages();
  const remove = useMutation({ mutationFn: removeSecondFactor, onSuccess: onEnd });
  const fault = remove.error instanceof ApiError ? remove.error.faults[0]?.detail : undefined;
  return (
    <ProofForm
      title={t('consoleAccount.factor.turnOffTitle')}
      lead={t('consoleAccount.factor.turnOffLead')}
      label={t('consoleAccount.factor.turnOff')}
      isDanger
      asksPassword
      passwordFault={fault}
      act={remove}
      onCancel={onEnd}
    />
  );
}
