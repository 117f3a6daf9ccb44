import type { Explanation } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { labelOf } from './build-input.ts';

const mostShown = 8;
const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2 };

/** Reasons that do not add up to the answer: the strongest first, each beside the strongest. */
export function KindReasons({ explanation }: { explanation: Explanation }) {
  const { t, format } = useMessages();
  const strongest = explanation.contributions
    .toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
    .slice(0, mostShown);
  const most = Math.abs(strongest[0]?.contribution ?? 0) || 1;
  return (
    <Card title={t('consolePlayground.why.title')}>
      <ul className="shares">
        {strongest.map(({ feature, value, text, contribution }) => (
          <li key={`${feature} ${String(value)}`} className="share">
            <span className="medium share-title">
              <bdi>{text || labelOf(feature)}</bdi>
            </span>
            <span className="share-track" aria-hidden>
              <span
                className={`share-bar share-bar-${contribution >= 0 ? 'up' : 'down'}`}
                style={{ left: 0, width: `${Math.max(1.2, (Math.abs(contribution) / most) * 100)}%` }}
              />
            </span>
            <span className="num medium share-figure">
              <bdi>
                {explanation.unit === 'component' ? format.figure(contribution) : format.signed(contribution, digits)}
              </bdi>
            </span>
          </li>
        ))}
      </ul>
      <p className="hint">{t(`consolePlayground.why.unit.${explanation.unit}`)}</p>
    </Card>
  );
}
