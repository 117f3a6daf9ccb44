import { Play } from 'lucide-react';
import { useState } from 'react';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { useCreateAndTrain } from './create-and-train.ts';
import { FeatureChoice } from './feature-choice.tsx';
import { GoalChoice } from './goal-choice.tsx';
import { ModelPlan } from './model-plan.tsx';
import { useModelDraft } from './model-draft.ts';
import { Refusal } from './refusal.tsx';
import { TargetChoice } from './target-choice.tsx';

/** Starts a model: what it predicts, what it may look at, how it is tested. All of it stands in the address. */
export function NewModelForm({ dataset }: { dataset: DatasetDetail }) {
  const { t, rich } = useMessages();
  const draft = useModelDraft(dataset);
  const [name, setName] = useState<string | null>(null);
  const create = useCreateAndTrain();
  const suggestedName =
    draft.target === undefined
      ? ''
      : t('consoleNewModel.newModel.suggestedName', { target: draft.target.label, dataset: dataset.name });
  const shownName = name ?? suggestedName;
  const { target } = draft;
  const ready = target !== undefined && draft.features.length > 0 && shownName.trim() !== '';

  const start = () => {
    if (target === undefined) return;
    create.mutate({
      split: Number(draft.split) / 100,
      model: {
        model_name: shownName.trim(),
        model_type: draft.type,
        algorithm: 'auto',
        feature_columns: draft.features,
        target_column: target.name,
        training_data_source: { dataset: dataset.name },
      },
    });
  };

  return (
    <Page
      title={t('consoleNewModel.newModel.title')}
      heading={rich('consoleNewModel.newModel.titleOn', { dataset: dataset.name })}
      actions={
        <>
          {!ready && <span className="small faint">{t(missing(target !== undefined, draft.features.length))}</span>}
          <Button kind="primary" icon={Play} unavailable={!ready} busy={create.isPending} onClick={start}>
            {t('consoleModels.newModel.train')}
          </Button>
        </>
      }
    >
      {create.isError && <Refusal error={create.error} />}
      <GoalChoice />
      <div className="columns-main">
        <div className="stack">
          <TargetChoice dataset={dataset} target={target?.name} onChange={draft.setTarget} />
          {target !== undefined && (
            <FeatureChoice
              dataset={dataset}
              suggestions={draft.suggestions}
              chosen={draft.features}
              onChange={draft.setFeatures}
            />
          )}
        </div>
        <div className="sticky-side">
          <ModelPlan draft={draft} dataset={dataset} name={shownName} onName={setName} />
        </div>
      </div>
    </Page>
  );
}

function missing(hasTarget: boolean, features: number) {
  if (!hasTarget) return 'consoleNewModel.newModel.needsTarget' as const;
  return features === 0
    ? ('consoleNewModel.newModel.needsFeatures' as const)
    : ('consoleNewModel.newModel.needsName' as const);
}
