import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Explanation, Model, PastPrediction } from '../../api/types.ts';
import { classNames } from '../../lib/class-names.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { DataValue } from '../../ui/data-value.tsx';
import { Segments } from '../../ui/segments.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { answerKindOf, scaleOf } from './answer-kind.ts';
import { labelOf } from './build-input.ts';
import type { ShareLayout, ShareStep } from './contributions.ts';
import { barOf, layOutShares } from './contributions.ts';

const route = getRouteApi('/o/$organization/models/$modelId/try');

interface WhyCardProps {
  model: Model;
  prediction: PastPrediction;
}

/** Why a prediction came out as it did. */
export function WhyCard({ model, prediction }: WhyCardProps) {
  const { t } = useMessages();
  const { explanation } = prediction;
  if (explanation !== null) return <ReasonsCard model={model} prediction={prediction} explanation={explanation} />;
  return (
    <Card title={t('consolePlayground.why.title')}>
      <p className="hint">{t('consolePlayground.why.unasked')}</p>
    </Card>
  );
}

function ReasonsCard({ model, prediction, explanation }: WhyCardProps & { explanation: Explanation }) {
  const { t, rich } = useMessages();
  const { why } = route.useSearch();
  const navigate = route.useNavigate();
  const { prediction_output: output } = prediction;
  const layout = layOutShares(explanation, output.prediction, scaleOf(answerKindOf(output, model)));
  return (
    <Card
      title={t('consolePlayground.why.title')}
      subtitle={rich('consolePlayground.why.addsUp', {
        total: <ShareValue layout={layout} value={layout.writtenTotal} />,
      })}
      aside={
        <Segments
          small
          label={t('consolePlayground.why.view')}
          value={why ?? 'words'}
          options={[
            { value: 'words', label: t('consolePlayground.why.words') },
            { value: 'table', label: t('consolePlayground.why.table') },
          ]}
          onChange={(view) =>
            void navigate({
              search: (now) => present({ ...now, why: view === 'table' ? ('table' as const) : undefined }),
              replace: true,
              resetScroll: false,
            })
          }
        />
      }
    >
      {why === 'table' ? (
        <ExactTable explanation={explanation} digits={exactDigits(layout)} />
      ) : (
        <ShareRows layout={layout} />
      )}
    </Card>
  );
}

/** A written end of the row: a probability, an amount, a score. */
function ShareValue({ layout, value }: { layout: ShareLayout; value: number }) {
  const { format } = useMessages();
  const { scale, fractionDigits } = layout;
  return (
    <bdi className="num">
      {scale === 'probability' ? format.percent(value / 100, fractionDigits) : format.fixed(value, fractionDigits)}
    </bdi>
  );
}

function ShareChange({ layout, step }: { layout: ShareLayout; step: ShareStep }) {
  const { rich, format } = useMessages();
  const { scale, fractionDigits: digits } = layout;
  const signed = format.signed(step.written, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return scale === 'probability' ? rich('consolePlayground.why.points', { points: signed }) : <bdi>{signed}</bdi>;
}

function ShareRows({ layout }: { layout: ShareLayout }) {
  const { t } = useMessages();
  return (
    <ul className="shares">
      <ShareRow
        title={t('consolePlayground.why.base')}
        detail={t('consolePlayground.why.baseDetail')}
        bar={barOf(layout, startOf(layout, layout.base), layout.base)}
        tone="base"
        figure={<ShareValue layout={layout} value={layout.writtenBase} />}
      />
      {layout.steps.map((step) => (
        <ShareRow
          key={`${step.kind} ${step.feature ?? ''}`}
          title={<StepTitle step={step} />}
          detail={step.kind === 'feature' ? undefined : t(`consolePlayground.why.${detailOf(step)}`)}
          bar={barOf(layout, step.from, step.to)}
          tone={step.to >= step.from ? 'up' : 'down'}
          figure={<ShareChange layout={layout} step={step} />}
        />
      ))}
      <ShareRow
        title={<b className="semibold">{t('consolePlayground.why.total')}</b>}
        bar={barOf(layout, startOf(layout, layout.total), layout.total)}
        tone="total"
        figure={
          <b className="semibold">
            <ShareValue layout={layout} value={layout.writtenTotal} />
          </b>
        }
      />
    </ul>
  );
}

/** A level is a bar from nought, or a mark where nought lies outside of what is shown. */
function startOf(layout: ShareLayout, level: number): number {
  return layout.zoomed ? level : 0;
}

function detailOf(step: ShareStep): 'restDetail' | 'calibrationDetail' {
  return step.kind === 'rest' ? 'restDetail' : 'calibrationDetail';
}

function StepTitle({ step }: { step: ShareStep }) {
  const { t } = useMessages();
  if (step.kind === 'rest') return t('consolePlayground.why.rest', { count: step.count });
  if (step.kind === 'calibration') return t('consolePlayground.why.calibration');
  return <bdi>{step.text ?? labelOf(step.feature ?? '')}</bdi>;
}

interface ShareRowProps {
  title: ReactNode;
  detail?: ReactNode | undefined;
  bar: { start: number; length: number };
  tone: 'base' | 'up' | 'down' | 'total';
  figure: ReactNode;
}

const shortestBar = 0.012;

function ShareRow({ title, detail, bar, tone, figure }: ShareRowProps) {
  const length = Math.max(shortestBar, bar.length);
  const start = Math.min(bar.start, 1 - length);
  return (
    <li className="share">
      <span className="share-words">
        <span className="medium share-title">{title}</span>
        {detail !== undefined && <span className="small faint truncate">{detail}</span>}
      </span>
      <span className="share-track" aria-hidden>
        <span
          className={`share-bar share-bar-${tone}`}
          style={{ left: `${start * 100}%`, width: `${length * 100}%` }}
        />
      </span>
      <span className={classNames('num medium share-figure', `share-figure-${tone}`)}>{figure}</span>
    </li>
  );
}

/** Log odds lie between a few units below and above nought; amounts have their own size. */
function exactDigits({ scale, fractionDigits }: ShareLayout): number {
  return scale === 'target' ? fractionDigits : 3;
}

/** The figures as the model adds them up, for those who want to check. */
function ExactTable({ explanation, digits }: { explanation: Explanation; digits: number }) {
  const { t, format } = useMessages();
  const sum = explanation.contributions.reduce((total, one) => total + one.contribution, explanation.base_value);
  return (
    <TableScroll label={t('consolePlayground.why.table')}>
      <table className="table">
        <caption className="hint table-caption">{t(`consolePlayground.why.unit.${explanation.unit}`)}</caption>
        <thead>
          <tr>
            <th scope="col">{t('consoleModels.inputs.name')}</th>
            <th scope="col">{t('consolePlayground.why.value')}</th>
            <th scope="col" className="end">
              {t('consolePlayground.why.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" colSpan={2}>
              {t('consolePlayground.why.base')}
            </th>
            <td className="end">{format.fixed(explanation.base_value, digits)}</td>
          </tr>
          {explanation.contributions.map((one) => (
            <tr key={one.feature}>
              <th scope="row" className="mono">
                <bdi>{one.feature}</bdi>
              </th>
              <td>
                <DataValue value={one.value} />
              </td>
              <td className="end">
                <bdi>
                  {format.signed(one.contribution, { minimumFractionDigits: digits, maximumFractionDigits: digits })}
                </bdi>
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" colSpan={2} className="semibold">
              {t('consolePlayground.why.sum')}
            </th>
            <td className="end semibold">
              <bdi>{format.fixed(sum, digits)}</bdi>
            </td>
          </tr>
        </tbody>
      </table>
    </TableScroll>
  );
}
