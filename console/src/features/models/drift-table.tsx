import type { Watch } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

type Features = NonNullable<Watch['latest']>['drift']['features'];

/** From here on values lie elsewhere than they did; the bars are as long as that at most half of their width. */
const shifted = 0.25;

/** How far each input has moved from what was learned. */
export function DriftTable({ features }: { features: Features }) {
  const { t, format } = useMessages();
  const widest = Math.max(2 * shifted, ...features.map(({ psi }) => psi));
  return (
    <TableScroll label={t('consoleWatch.drift.title')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('consoleModels.inputs.name')}</th>
            <th scope="col" className="end">
              {t('consoleWatch.drift.psi')}
            </th>
            <th scope="col" className="wide-only drift-bar-cell" aria-hidden />
            <th scope="col">{t('consoleWatch.drift.verdict')}</th>
          </tr>
        </thead>
        <tbody>
          {features.map((feature) => (
            <tr key={feature.feature}>
              <th scope="row">
                <bdi>{feature.label}</bdi>
              </th>
              <td className="end">
                <b className={feature.verdict === 'shifted' ? 'semibold tone-bad' : 'medium'}>
                  {format.fixed(feature.psi, 2)}
                </b>
              </td>
              <td className="wide-only drift-bar-cell" aria-hidden>
                <div className="bar drift-bar" dir="ltr">
                  <div
                    style={{
                      inlineSize: `${Math.min(1, feature.psi / widest) * 100}%`,
                      background: feature.verdict === 'shifted' ? 'var(--sev-high)' : 'var(--chart-actual)',
                    }}
                  />
                  <span style={{ left: `${(shifted / widest) * 100}%` }} />
                </div>
              </td>
              <td className="secondary wrap">
                {feature.verdict_text}
                {feature.changes.length > 0 && <span className="small faint"> {feature.changes.join(' · ')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}
