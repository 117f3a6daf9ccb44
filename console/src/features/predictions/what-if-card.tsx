import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { whatIfCurveQuery, whatIfQuery } from '../../api/predictions.ts';
import type { Feature, Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { SelectField } from '../../ui/field.tsx';
import { ActionFault } from '../../ui/states.tsx';
import { answerKindOf } from './answer-kind.ts';
import { labelOf } from './build-input.ts';
import { WhatIfCurve } from './what-if-curve.tsx';

interface WhatIfProps {
  model: Model;
  prediction: PastPrediction;
}

type NumberFeature = Feature & { min: number; max: number };

const isSliding = (feature: Feature): feature is NumberFeature =>
  feature.type === 'number' &&
  typeof feature.min === 'number' &&
  typeof feature.max === 'number' &&
  feature.min < feature.max;

/** One input is moved while the others stay. Nothing of it is kept, and it counts as no prediction. */
export function WhatIfCard({ model, prediction }: WhatIfProps) {
  const { t } = useMessages();
  const sliding = (model.feature_schema ?? []).filter(isSliding);
  const strongest = prediction.explanation?.contributions
    .map(({ feature }) => sliding.find(({ name }) => name === feature))
    .find((feature) => feature !== undefined);
  const [chosen, setChosen] = useState<string | null>(null);
  const feature = sliding.find(({ name }) => name === chosen) ?? strongest ?? sliding[0];
  if (feature === undefined) return null;
  return (
    <Card title={t('consoleWatch.whatIf.title')}>
      <div className="stack">
        {sliding.length > 1 && (
          <SelectField
            label={t('consoleWatch.whatIf.feature')}
            value={feature.name}
            onChange={(event) => setChosen(event.target.value)}
          >
            {sliding.map(({ name, label }) => (
              <option key={name} value={name} translate="no">
                {labelOf(label)}
              </option>
            ))}
          </SelectField>
        )}
        <Slider key={feature.name} model={model} prediction={prediction} feature={feature} />
        <p className="hint">{t('consoleModels.doubt.cause')}</p>
      </div>
    </Card>
  );
}

const steps = 200;
const restMs = 120;

/** The value once it has come to rest, so that not every place on the way is asked for. */
function useSettled(value: number): number {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

interface RangeProps {
  feature: NumberFeature;
  low: number;
  high: number;
  value: number;
  onChange(value: number): void;
}

/** Like every picture, also the curve above it, it has the lower values on the left. */
function Range({ feature, low, high, value, onChange }: RangeProps) {
  const { t, format } = useMessages();
  const label = labelOf(feature.label);
  return (
    <div className="what-if-slider">
      <span className="row">
        <bdi className="medium">{label}</bdi>
        <b className="push-end num semibold">{format.exact(value)}</b>
      </span>
      <input
        type="range"
        dir="ltr"
        translate="no"
        min={low}
        max={high}
        step={feature.integer === true ? 1 : (high - low) / steps}
        value={value}
        aria-label={t('consoleWatch.whatIf.title')}
        aria-valuetext={`${label} ${format.exact(value)}`}
        onChange={({ target }) => onChange(Number(Number(target.value).toPrecision(6)))}
      />
      <span className="row small faint num" dir="ltr">
        <span>{format.exact(low)}</span>
        <span className="push-end">{format.exact(high)}</span>
      </span>
    </div>
  );
}

function Slider({ model, prediction, feature }: WhatIfProps & { feature: NumberFeature }) {
  const { t, format } = useMessages();
  const { min, max, name } = feature;
  const was = prediction.input_data[name];
  const start = typeof was === 'number' ? was : (min + max) / 2;
  const [low, high] = [Math.min(min, start), Math.max(max, start)];
  const [value, setValue] = useState(start);
  const asked = useSettled(value);
  const question = { modelId: model.id, input: prediction.input_data, feature: name };
  const answer = useQuery({ ...whatIfQuery(question, asked), placeholderData: keepPreviousData });
  const curve = useQuery(whatIfCurveQuery(question, low, high)).data;
  const kind = answerKindOf(prediction.prediction_output, model);
  const write = (amount: number) => (kind === 'amount' ? format.figure(amount) : format.percent(amount));
  const [variant] = answer.data?.variants ?? [];
  const points = curve?.curve?.points ?? [];
  const now = variant?.prediction_output;
  return (
    <>
      {points.length > 1 && (
        <WhatIfCurve
          points={points}
          was={{ at: start, value: curve?.base.prediction_output.prediction ?? 0 }}
          now={{ at: asked, value: now?.prediction ?? 0 }}
          write={write}
          label={t('consoleWatch.whatIf.title')}
        />
      )}
      <Range feature={feature} low={low} high={high} value={value} onChange={setValue} />
      {answer.isError && <ActionFault error={answer.error} />}
      {now !== undefined && variant !== undefined && (
        <output className="what-if-answer">
          <span className="small faint">{t('consoleWatch.whatIf.with')}</span>
          <span className="row">
            <b className="result-figure result-label">{write(now.prediction)}</b>
            <span className="push-end num medium">
              <bdi>
                {kind === 'amount'
                  ? format.signed(variant.difference)
                  : format.signed(variant.difference, { style: 'percent', maximumFractionDigits: 1 })}
              </bdi>
            </span>
          </span>
          {now.interval !== undefined && (
            <span className="small tone-forecast num">
              <bdi>
                {write(now.interval.lower)} – {write(now.interval.upper)}
              </bdi>
            </span>
          )}
        </output>
      )}
      {value !== start && (
        <div className="row">
          <Button size="small" kind="quiet" icon={RotateCcw} onClick={() => setValue(start)}>
            {t('consoleWatch.whatIf.reset')}
          </Button>
        </div>
      )}
    </>
  );
}
