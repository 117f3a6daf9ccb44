import { useId } from 'react';
import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { ColumnTypeLabel } from '../../ui/column-type.tsx';
import { SampleValues } from '../../ui/data-value.tsx';
import { canBeTarget } from './default-features.ts';

interface TargetChoiceProps {
  dataset: DatasetDetail;
  target: string | undefined;
  onChange(name: string): void;
}

export function TargetChoice({ dataset, target, onChange }: TargetChoiceProps) {
  const { t } = useMessages();
  const name = useId();
  return (
    <Card title={t('consoleNewModel.newModel.target')} subtitle={t('consoleNewModel.newModel.targetHint')} flush>
      <div className="choice-list" role="radiogroup" aria-label={t('consoleNewModel.newModel.target')}>
        {dataset.columns.map((column) => (
          <label key={column.name} className="choice">
            <input
              type="radio"
              className="radio"
              name={name}
              value={column.name}
              checked={column.name === target}
              disabled={!canBeTarget(column)}
              onChange={() => onChange(column.name)}
            />
            <bdi className="mono truncate">{column.name}</bdi>
            <ColumnTypeLabel type={column.type} />
            <span className="choice-samples faint truncate">
              {canBeTarget(column) ? (
                <SampleValues rows={dataset.sample_rows} column={column} />
              ) : (
                t('consoleNewModel.newModel.noTimeTarget')
              )}
            </span>
          </label>
        ))}
      </div>
    </Card>
  );
}
