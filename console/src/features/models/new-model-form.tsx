import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import { createModel, trainModel } from '../../api/models.ts';
import type { DatasetDetail, NewModel } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { Page } from '../../ui/page.tsx';
import { FeatureChoice } from './feature-choice.tsx';
import { ModelPlan } from './model-plan.tsx';
import { TargetChoice } from './target-choice.tsx';
import { useModelDraft } from './model-draft.ts';

const route = getRouteApi('/o/$organization/models/new');

/** Starts a model: what it predicts, what it may look at, how it is tested. All of it stands in the address. */
export function NewModelForm({ dataset }: { dataset: DatasetDetail }) {
  const { t, rich } = useMessages();
  const draft = useModelDraft(dataset);
  const [name, setName] = useState<string | null>(null);
  const create = useCreateAndTrain();
  const suggestedName =
    draft.target === undefined
      ? ''
      : t('consoleModels.newModel.suggestedName', { target: draft.target.label, dataset: dataset.name });
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
      title={t('consoleModels.newModel.title')}
      heading={rich('consoleModels.newModel.titleOn', { dataset: dataset.name })}
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
  if (!hasTarget) return 'consoleModels.newModel.needsTarget' as const;
  return features === 0
    ? ('consoleModels.newModel.needsFeatures' as const)
    : ('consoleModels.newModel.needsName' as const);
}

function useCreateAndTrain() {
  const { organization } = route.useParams();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async ({ model, split }: { model: NewModel; split: number }) => {
      const created = await createModel(model);
      const { job_id: job } = await trainModel(created.id, { validationSplit: split });
      return { id: created.id, job };
    },
    onSuccess: ({ id, job }) =>
      navigate({
        to: '/o/$organization/models/$modelId',
        params: { organization, modelId: String(id) },
        search: { job },
      }),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['models'] });
      void queryClient.invalidateQueries({ queryKey: ['jobs'] });
    },
  });
}

function Refusal({ error }: { error: unknown }) {
  const { t, rich } = useMessages();
  const said = error instanceof ApiError ? error : null;
  return (
    <Note tone="bad" title={said?.message || t('console.errors.unreachable.title')} urgent>
      <p>{said?.detail || t('console.errors.unreachable.detail')}</p>
      {said !== null && said.faults.length > 0 && (
        <ul>
          {said.faults.map((fault) => (
            <li key={fault.pointer}>{fault.detail}</li>
          ))}
        </ul>
      )}
      {said !== null && said.requestId !== null && (
        <p className="small faint">{rich('console.errors.request', { id: said.requestId })}</p>
      )}
    </Note>
  );
}
