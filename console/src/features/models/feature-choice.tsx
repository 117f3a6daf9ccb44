import type { DatasetDetail } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { ColumnTypeLabel } from '../../ui/column-type.tsx';
import { SampleValues } from '../../ui/data-value.tsx';
import type { SuggestedFeature } from './default-features.ts';

interface FeatureChoiceProps {
  dataset: DatasetDetail;
  suggestions: readonly SuggestedFeature[];
  chosen: readonly string[];
  onChange(names: string[]): void;
}

export function FeatureChoice({ dataset, suggestions, chosen, onChange }: FeatureChoiceProps) {
  const { t } = useMessages();
  const columns = new Map(dataset.columns.map((column) => [column.name, column]));
  const toggle = (name: string) =>
    onChange(suggestions.map((one) => one.name).filter((one) => (one === name) !== chosen.includes(one)));

  return (
    <Card
      title={t('consoleNewModel.newModel.features')}
      subtitle={t('consoleNewModel.newModel.featuresCount', { chosen: chosen.length, all: suggestions.length })}
      aside={
        <>
          <Button size="small" kind="quiet" onClick={() => onChange(suggestions.map(({ name }) => name))}>
            {t('consoleNewModel.newModel.all')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => onChange([])}>
            {t('consoleNewModel.newModel.none')}
          </Button>
        </>
      }
      flush
    >
      <fieldset className="choice-list">
        <legend className="hidden-visually">{t('consoleNewModel.newModel.features')}</legend>
        {suggestions.map(({ name, leftOutFor }) => {
          const column = columns.get(name);
          if (column === undefined) return null;
          return (
            <label key={name} className="choice choice-many">
              <input
                type="checkbox"
                className="checkbox"
                checked={chosen.includes(name)}
                onChange={() => toggle(name)}
              />
              <bdi className="mono truncate">{name}</bdi>
              <ColumnTypeLabel type={column.type} />
              <span className="choice-samples faint truncate">
                {leftOutFor === null ? (
                  <SampleValues rows={dataset.sample_rows} column={column} />
                ) : (
                  <Chip tone="warn">{t(`consoleNewModel.newModel.leftOut.${leftOutFor}`)}</Chip>
                )}
              </span>
            </label>
          );
        })}
      </fieldset>
    </Card>
  );
}
