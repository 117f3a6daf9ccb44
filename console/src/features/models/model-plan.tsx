import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { DraftSplit, DraftType, ModelDraft } from './model-draft.ts';
import { splits } from './model-draft.ts';

interface ModelPlanProps {
  draft: ModelDraft;
  dataset: DatasetDetail;
  name: string;
  onName(name: string): void;
}

const types: readonly DraftType[] = ['classification', 'regression'];

/** What will happen when the button is pressed, and the few things that may be changed about it. */
export function ModelPlan({ draft, dataset, name, onName }: ModelPlanProps) {
  const { t, rich, format } = useMessages();
  const { target } = draft;
  if (target === undefined) {
    return (
      <Card title={t('consoleNewModel.plan.title')}>
        <p className="secondary">{t('consoleNewModel.plan.empty')}</p>
      </Card>
    );
  }
  const choosable = target.type === 'integer' || target.type === 'number';
  const held = Math.round((dataset.row_count * Number(draft.split)) / 100);
  return (
    <Card title={t('consoleNewModel.plan.title')}>
      <div className="model-facts">
        <TextField
          label={t('consoleNewModel.plan.name')}
          value={name}
          onChange={(event) => onName(event.target.value)}
        />
        <div>
          <p className="label">{t('consoleNewModel.plan.kind')}</p>
          {choosable ? (
            <Segments<DraftType>
              label={t('consoleNewModel.plan.kind')}
              value={draft.type}
              options={types.map((value) => ({ value, label: t(`consoleModels.modelType.${value}`) }))}
              onChange={draft.setType}
            />
          ) : (
            <p className="medium">{t('consoleModels.modelType.classification')}</p>
          )}
          <p className="hint">{rich(`consoleNewModel.plan.why.${draft.type}`, { target: target.name })}</p>
        </div>
        <div>
          <p className="label">{t('consoleNewModel.plan.split')}</p>
          <Segments<DraftSplit>
            label={t('consoleNewModel.plan.split')}
            value={draft.split}
            options={splits.map((value) => ({ value, label: format.percent(Number(value) / 100) }))}
            onChange={draft.setSplit}
          />
          <p className="hint">{t('consoleNewModel.plan.splitHint', { held, used: dataset.row_count - held })}</p>
        </div>
      </div>
    </Card>
  );
}
