import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Rocket, Square, Swords } from 'lucide-react';
import { useState } from 'react';
import type { Challenger } from '../../api/models.ts';
import { challengeQuery, endChallenge, promoteVersion, startChallenge } from '../../api/models.ts';
import type { Challenge, Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SelectField } from '../../ui/field.tsx';
import { useMay } from '../../ui/permission.tsx';
import { Segments } from '../../ui/segments.tsx';
import { ActionFault, Loaded } from '../../ui/states.tsx';

/** Another version that is compared with the one that answers, unseen or with a part of the answers. */
export function ChallengeCard({ model }: { model: Model }) {
  const { t } = useMessages();
  const challenge = useQuery(challengeQuery(model.id));
  return (
    <Card
      title={t('consoleWatch.challenge.title')}
      {...(challenge.data && {
        aside: <Chip tone="info">{t(`consoleWatch.challenge.${challenge.data.mode}`)}</Chip>,
      })}
    >
      <Loaded query={challenge}>
        {(data) => (data === null ? <Start model={model} /> : <Standing model={model} challenge={data} />)}
      </Loaded>
    </Card>
  );
}

function useChange(act: () => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['models'] }),
  });
}

function Standing({ model, challenge }: { model: Model; challenge: Challenge }) {
  const { t, rich, format } = useMessages();
  const end = useChange(() => endChallenge(model.id));
  const promote = useChange(() => promoteVersion(model.id, challenge.version));
  const mayManage = useMay('ai_analytics:manage');
  const { comparison } = challenge;
  const isBetter = comparison.verdict === 'challenger_better';
  return (
    <div className="stack">
      <p>
        {rich('consoleWatch.challenge.between', {
          challenger: t('consoleModels.model.version', { version: challenge.version }),
          champion: t('consoleModels.model.version', { version: challenge.champion.version }),
        })}
      </p>
      <p className="secondary">{comparison.text}</p>
      <dl className="facts">
        <dt>{t('consoleWatch.challenge.rows')}</dt>
        <dd className="num">{format.integer(comparison.rows)}</dd>
        <dt>{t('consoleWatch.challenge.since')}</dt>
        <dd>{format.dateTime(challenge.since)}</dd>
      </dl>
      {(end.isError || promote.isError) && <ActionFault error={end.error ?? promote.error} />}
      {mayManage && (
        <div className="row">
          <Button
            kind={isBetter ? 'primary' : 'plain'}
            icon={Rocket}
            busy={promote.isPending}
            onClick={() => promote.mutate()}
          >
            {t('consoleWatch.promote')}
          </Button>
          <Button icon={Square} busy={end.isPending} onClick={() => end.mutate()}>
            {t('consoleWatch.challenge.end')}
          </Button>
        </div>
      )}
    </div>
  );
}

function Start({ model }: { model: Model }) {
  const { t } = useMessages();
  const mayManage = useMay('ai_analytics:manage');
  const others = Array.from({ length: model.current_version ?? 0 }, (_, place) => place + 1)
    .filter((version) => version !== model.deployed_version)
    .toReversed();
  const [chosen, setChosen] = useState<number | null>(null);
  const [mode, setMode] = useState<Challenger['mode']>('shadow');
  const version = chosen ?? others[0];
  const start = useChange(async () => {
    if (version !== undefined) await startChallenge(model.id, { version, mode });
  });
  if (model.deployed_version === null || version === undefined || !mayManage) {
    return <p className="hint">{t('consoleWatch.challenge.none')}</p>;
  }
  return (
    <div className="stack">
      <p className="secondary">{t(`consoleWatch.challenge.${mode}.hint`)}</p>
      <SelectField
        label={t('consoleWatch.challenge.version')}
        value={version}
        onChange={(event) => setChosen(Number(event.target.value))}
      >
        {others.map((each) => (
          <option key={each} value={each}>
            {t('consoleModels.model.version', { version: each })}
          </option>
        ))}
      </SelectField>
      <Segments<Challenger['mode']>
        label={t('consoleWatch.challenge.mode')}
        value={mode}
        options={[
          { value: 'shadow', label: t('consoleWatch.challenge.shadow') },
          { value: 'canary', label: t('consoleWatch.challenge.canary') },
        ]}
        onChange={setMode}
      />
      {start.isError && <ActionFault error={start.error} />}
      <div className="row">
        <Button icon={Swords} busy={start.isPending} onClick={() => start.mutate()}>
          {t('consoleWatch.challenge.start')}
        </Button>
      </div>
    </div>
  );
}
