import { Play } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Page } from '../../ui/page.tsx';
import { useCreateAndTrain } from './create-and-train.ts';
import { FeatureChoice } from './feature-choice.tsx';
import { GoalChoice } from './goal-choice.tsx';
import type { KindGoal } from './goals.ts';
import type { KindDraft } from './kind-draft.ts';
import { useKindDraft } from './kind-draft.ts';
import { GroupsField, OffersFields, RarityField, SeriesFields, SeriesOptions } from './kind-fields.tsx';
import { Refusal } from './refusal.tsx';

interface KindFormProps {
  dataset: DatasetDetail;
  goal: KindGoal;
}

/** Starts a model of a series, of strange rows, of groups or of offers. All of it stands in the address. */
export function KindForm({ dataset, goal }: KindFormProps) {
  const { t, rich } = useMessages();
  const draft = useKindDraft(dataset, goal);
  const create = useCreateAndTrain();
  const [name, setName] = useState<string | null>(null);
  const suggestedName = t(`consoleKinds.name.${goal}`, { dataset: dataset.name, target: draft.choice.value ?? '' });
  const shownName = name ?? suggestedName;
  const { definition } = draft;
  const start = () => {
    if (definition !== null) create.mutate({ model: { ...definition, model_name: shownName.trim() } });
  };
  const isNamed = shownName.trim() !== '';
  return (
    <Page
      title={t('consoleNewModel.newModel.title')}
      heading={rich('consoleNewModel.newModel.titleOn', { dataset: dataset.name })}
      actions={
        <>
          {definition === null && <span className="small faint">{t(`consoleKinds.missing.${goal}`)}</span>}
          {definition !== null && !isNamed && (
            <span className="small faint">{t('consoleNewModel.newModel.needsName')}</span>
          )}
          <Button
            kind="primary"
            icon={Play}
            unavailable={definition === null || !isNamed}
            busy={create.isPending}
            onClick={start}
          >
            {t('consoleModels.newModel.train')}
          </Button>
        </>
      }
    >
      {create.isError && <Refusal error={create.error} />}
      <GoalChoice />
      <div className="columns-main">
        <Columns dataset={dataset} goal={goal} draft={draft} />
        <div className="sticky-side">
          <Card title={t('consoleNewModel.plan.title')}>
            <div className="model-facts">
              <TextField
                label={t('consoleNewModel.plan.name')}
                value={shownName}
                onChange={(event) => setName(event.target.value)}
              />
              {goal === 'series' && <SeriesOptions draft={draft} />}
              {goal === 'anomalies' && <RarityField draft={draft} />}
              {goal === 'segments' && <GroupsField draft={draft} />}
              <p className="hint">{t(`consoleKinds.why.${goal}`)}</p>
            </div>
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Columns({ dataset, goal, draft }: KindFormProps & { draft: KindDraft }) {
  if (goal === 'series') return <SeriesFields dataset={dataset} draft={draft} />;
  if (goal === 'offers') return <OffersFields dataset={dataset} draft={draft} />;
  return (
    <FeatureChoice
      dataset={dataset}
      suggestions={draft.suggestions}
      chosen={draft.choice.features}
      onChange={draft.setFeatures}
    />
  );
}
