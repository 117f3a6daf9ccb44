import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Segments } from '../../ui/segments.tsx';
import type { AnswerKind } from './answer-kind.ts';
import { rankedClasses } from './answer-kind.ts';
import { usePositiveClass } from './result-card.tsx';

interface OutcomeFieldProps {
  model: Model;
  prediction: PastPrediction;
  kind: AnswerKind;
  value: string | null;
  onChange(value: string): void;
  missing: boolean;
}

/** Yes or no, one of several, or an amount: whatever the model predicts. */
export function OutcomeField({ model, prediction, kind, value, onChange, missing }: OutcomeFieldProps) {
  const { t, rich } = useMessages();
  const positive = usePositiveClass(model);
  if (kind === 'amount') {
    return (
      <TextField
        label={rich('consolePlayground.feedback.amount', { target: model.target_column })}
        inputMode="decimal"
        className="num"
        value={value ?? ''}
        error={missing ? t('consolePlayground.try.notNumber') : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  if (kind === 'several') {
    return (
      <SelectField
        label={rich('consolePlayground.feedback.amount', { target: model.target_column })}
        value={value ?? ''}
        error={missing ? t('consolePlayground.feedback.missing') : undefined}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="" disabled>
          {t('consoleModels.newModel.choose')}
        </option>
        {rankedClasses(prediction.prediction_output).map(({ label }) => (
          <option key={label} value={label} translate="no">
            {label}
          </option>
        ))}
      </SelectField>
    );
  }
  return (
    <div>
      <p className="label">
        {rich('consolePlayground.feedback.turnedOut', { target: model.target_column, value: positive })}
      </p>
      <Segments
        label={t('consolePlayground.feedback.turnedOut', { target: model.target_column ?? '', value: positive })}
        value={value}
        options={[
          { value: 'true', label: t('console.value.yes') },
          { value: 'false', label: t('console.value.no') },
        ]}
        onChange={onChange}
      />
      {missing && (
        <p className="field-error" role="alert">
          {t('consolePlayground.feedback.missing')}
        </p>
      )}
    </div>
  );
}
