import { ChartLine } from 'lucide-react';
import type { FormEvent } from 'react';
import { useState } from 'react';
import type { Model } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import type { Asking } from './asking.ts';

const usualHorizon = 12;
const mostHorizon = 400;

/** How many periods the model is to tell, and of a model of several series, of which. */
export function SeriesForm({ model, mayPredict, predict }: Asking & { model: Model }) {
  const { t } = useMessages();
  const [text, setText] = useState(String(model.training_options.series?.horizon ?? usualHorizon));
  const [tried, setTried] = useState(false);
  const by = model.feature_schema?.find(({ type }) => type === 'category');
  const [group, setGroup] = useState('');
  const horizon = Number(text);
  const isFine = Number.isInteger(horizon) && horizon >= 1 && horizon <= mostHorizon;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (mayPredict && isFine && !predict.isPending) {
      predict.mutate({ input: by === undefined || group === '' ? {} : { [by.name]: group }, horizon });
    }
  };
  return (
    <Card title={t('consoleKinds.series.howFar')}>
      <form className="record-form" onSubmit={submit} noValidate>
        {by !== undefined && (
          <SelectField label={by.label} value={group} onChange={(event) => setGroup(event.target.value)}>
            <option value="">{t('consoleKinds.series.all')}</option>
            {by.categories?.map((name) => (
              <option key={name} value={name} translate="no">
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          label={t('consoleKinds.series.periods')}
          hint={t('consoleKinds.series.periodsHint')}
          error={tried && !isFine ? t('consoleKinds.series.between', { most: mostHorizon }) : undefined}
          type="number"
          min={1}
          max={mostHorizon}
          className="num"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {predict.error !== null && <ActionFault error={predict.error} />}
        {mayPredict ? (
          <Button type="submit" kind="primary" icon={ChartLine} busy={predict.isPending}>
            {t('consoleKinds.series.tell')}
          </Button>
        ) : (
          <p className="hint">{t('console.errors.forbidden.detail')}</p>
        )}
      </form>
    </Card>
  );
}
