import type { Model, PastPrediction } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Card } from '../../ui/card.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Note } from '../../ui/note.tsx';
import { AnswerInShort } from './answer-in-short.tsx';
import { answerKindOf, rankedClasses } from './answer-kind.ts';
import { Dial } from './dial.tsx';

/** The end of an id is what tells it from its neighbours. */
const shownOfId = 6;

interface ResultProps {
  model: Model;
  prediction: PastPrediction;
}

export function ResultCard({ model, prediction }: ResultProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const kind = answerKindOf(prediction.prediction_output, model);
  return (
    <Card
      title={t('consolePlayground.result.title')}
      aside={
        <span className="small faint num">
          <time dateTime={prediction.prediction_timestamp}>
            {format.relative(prediction.prediction_timestamp, nowMs)}
          </time>
          {' · '}
          <bdi>…{prediction.prediction_id.slice(-shownOfId)}</bdi>
        </span>
      }
    >
      <output className="hidden-visually">
        <AnswerInShort model={model} prediction={prediction} />
      </output>
      <div className="result">
        {kind === 'amount' && <Amount model={model} prediction={prediction} />}
        {kind === 'binary' && <Probability model={model} prediction={prediction} />}
        {kind === 'several' && <Classes prediction={prediction} />}
        <Facts model={model} prediction={prediction} />
      </div>
      {prediction.warnings !== undefined && prediction.warnings.length > 0 && (
        <Note title={t('consolePlayground.result.careful')}>
          <ul className="small">
            {prediction.warnings.map((warning) => (
              <li key={`${warning.code} ${warning.pointer}`}>{warning.detail}</li>
            ))}
          </ul>
        </Note>
      )}
    </Card>
  );
}

/** The class that the probability speaks of, as its reader would write it. */
export function usePositiveClass(model: Model): string {
  const { t } = useMessages();
  const { positive_class: positive } = model;
  if (positive === true || positive === 'true') return t('console.value.yes');
  if (positive === false || positive === 'false') return t('console.value.no');
  return positive === null ? t('console.value.yes') : String(positive);
}

function Probability({ model, prediction }: ResultProps) {
  const { rich } = useMessages();
  const positive = usePositiveClass(model);
  return (
    <div className="result-main">
      <Dial share={prediction.prediction_output.prediction} caption={`${model.target_column}: ${positive}`} />
      <p className="result-caption small faint">
        {rich('consolePlayground.result.probabilityOf', { target: model.target_column, value: positive })}
      </p>
    </div>
  );
}

function Amount({ model, prediction }: ResultProps) {
  const { rich, format } = useMessages();
  const { prediction: value, interval } = prediction.prediction_output;
  return (
    <div className="result-main result-amount">
      <p className="small faint">
        <bdi>{model.target_column}</bdi>
      </p>
      <p className="result-figure">
        <bdi>{format.figure(value)}</bdi>
      </p>
      {interval !== undefined && (
        <>
          <IntervalPicture value={value} lower={interval.lower} upper={interval.upper} />
          <p className="small secondary">
            {rich('consolePlayground.result.interval', {
              level: format.percent(interval.level),
              lower: format.figure(interval.lower),
              upper: format.figure(interval.upper),
            })}
          </p>
        </>
      )}
    </div>
  );
}

/** The interval as a band with the answer in it; the words below it say the same. */
function IntervalPicture({ value, lower, upper }: { value: number; lower: number; upper: number }) {
  const { format } = useMessages();
  const width = 260;
  const inset = 24;
  const span = upper - lower || 1;
  const place = (x: number): number => inset + ((x - lower) / span) * (width - 2 * inset);
  return (
    <svg className="interval" viewBox={`0 0 ${width} 44`} aria-hidden>
      <rect x={0} y={12} width={width} height={4} rx={2} fill="var(--chart-track)" />
      <rect x={inset} y={8} width={width - 2 * inset} height={12} rx={3} fill="var(--chart-band-80)" />
      <circle cx={place(value)} cy={14} r={5} fill="var(--surface)" stroke="var(--chart-forecast)" strokeWidth={2} />
      <text x={inset} y={38} textAnchor="middle" className="chart-label">
        {format.figure(lower)}
      </text>
      <text x={width - inset} y={38} textAnchor="middle" className="chart-label">
        {format.figure(upper)}
      </text>
    </svg>
  );
}

function Classes({ prediction }: { prediction: PastPrediction }) {
  const { format } = useMessages();
  const output = prediction.prediction_output;
  return (
    <div className="result-main result-classes">
      <p className="result-figure result-label">
        <DataValue value={output.label} />
      </p>
      <ul className="stack-small">
        {rankedClasses(output).map(({ label, probability }) => (
          <li key={label} className="class-row">
            <bdi className="truncate">{label}</bdi>
            <div className="bar">
              <div className="class-bar" style={{ inlineSize: `${probability * 100}%` }} />
            </div>
            <span className="num small medium">{format.percent(probability)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Facts({ model, prediction }: ResultProps) {
  const { t, format } = useMessages();
  const output = prediction.prediction_output;
  const classifies = model.model_type === 'classification';
  const { confidence_score: confidence } = prediction;
  return (
    <dl className="facts result-facts">
      {classifies && (
        <>
          <dt>{t('consoleModels.result.answer')}</dt>
          <dd className="semibold">
            <DataValue value={output.label} />
          </dd>
        </>
      )}
      {confidence !== null && (
        <>
          <dt>{t(classifies ? 'consoleModels.result.confidence' : 'consolePlayground.result.coverage')}</dt>
          <dd className="semibold">{format.percent(confidence)}</dd>
        </>
      )}
      <dt>{t('consoleModels.result.model')}</dt>
      <dd>
        <bdi>{t('consoleModels.model.version', { version: prediction.model_version })}</bdi>
      </dd>
    </dl>
  );
}
