import { CornerDownLeft } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { ApiError } from '../../api/errors.ts';
import type { Feature, Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { buildInput, initialTexts } from './build-input.ts';
import { ExampleButton } from './example-button.tsx';
import { FeatureField } from './feature-field.tsx';
import type { Question } from './predict.ts';

interface RecordFormProps {
  model: Model;
  record: Readonly<Record<string, unknown>> | undefined;
  mayPredict: boolean;
  predict: { mutate(question: Question): void; isPending: boolean; error: Error | null };
}

/** The form that the model's own schema asks for. */
export function RecordForm({ model, record, mayPredict, predict }: RecordFormProps) {
  const { t, format } = useMessages();
  const schema: readonly Feature[] = model.feature_schema ?? [];
  const numberFormat = format.numberFormat({ maximumFractionDigits: 10, useGrouping: false });
  const [texts, setTexts] = useState(() => initialTexts(schema, record, (value) => numberFormat.format(value)));
  const [faulty, setFaulty] = useState<readonly string[]>([]);
  const refused = faultsByField(predict.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { input, notNumbers } = buildInput(schema, texts, format.numberFormat({ maximumFractionDigits: 10 }));
    setFaulty(notNumbers);
    if (mayPredict && notNumbers.length === 0 && !predict.isPending) predict.mutate({ input });
  };

  return (
    <Card
      title={t('consolePlayground.try.record')}
      subtitle={t('consolePlayground.try.fromSchema')}
      aside={
        <ExampleButton
          model={model}
          onExample={(row) => setTexts(initialTexts(schema, row, (value) => numberFormat.format(value)))}
        />
      }
      className="record-card"
    >
      <form className="record-form" onSubmit={submit} noValidate>
        <div className="record-fields">
          {schema.map((feature) => (
            <div key={feature.name} className={isWide(feature) ? 'record-wide' : undefined}>
              <FeatureField
                feature={feature}
                value={texts[feature.name] ?? ''}
                error={
                  refused.get(feature.name) ??
                  (faulty.includes(feature.name) ? t('consolePlayground.try.notNumber') : undefined)
                }
                onChange={(text) => setTexts((now) => ({ ...now, [feature.name]: text }))}
              />
            </div>
          ))}
        </div>
        {predict.error !== null && refused.size === 0 && <ActionFault error={predict.error} />}
        {mayPredict ? (
          <Button type="submit" kind="primary" icon={CornerDownLeft} busy={predict.isPending}>
            {t('consolePlayground.try.predict')}
          </Button>
        ) : (
          <p className="hint">{t('console.errors.forbidden.detail')}</p>
        )}
      </form>
    </Card>
  );
}

const longLabel = 18;
const longCategory = 12;

/** Whether a field needs the whole width for its words to be read. */
function isWide({ label, categories = [] }: Feature): boolean {
  return label.length > longLabel || categories.some((category) => category.length > longCategory);
}

/** The server's faults by the field that they point to. */
function faultsByField(error: Error | null): Map<string, string> {
  if (!(error instanceof ApiError)) return new Map();
  return new Map(
    error.faults
      .filter(({ pointer }) => pointer.startsWith('/input_data/'))
      .map(({ pointer, detail }) => [fieldOf(pointer), detail]),
  );
}

function fieldOf(pointer: string): string {
  return pointer.slice('/input_data/'.length).replaceAll('~1', '/').replaceAll('~0', '~');
}
