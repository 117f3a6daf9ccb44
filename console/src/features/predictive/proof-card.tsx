import type { ReactNode } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

export interface Proof {
  name: string;
  ours: string | null;
  /** What somebody without a model would reach. */
  naive: string | null;
  hint?: string;
}

/** How sure the answer is: what such answers were worth on a past that they had not seen. */
export function ProofCard({ lead, proofs, children }: { lead: ReactNode; proofs: Proof[]; children?: ReactNode }) {
  const { t } = useMessages();
  const none = t('console.value.none');
  return (
    <Card title={t('consoleOutlook.sure')}>
      <div className="stack">
        <p className="small secondary">{lead}</p>
        {proofs.length > 0 && (
          <TableScroll label={t('consoleOutlook.sure')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('consoleScores.score.score')}</th>
                  <th scope="col" className="end">
                    {t('consoleOutlook.thisAnswer')}
                  </th>
                  <th scope="col" className="end">
                    {t('consoleScores.score.naive')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {proofs.map(({ name, ours, naive, hint }) => (
                  <tr key={name}>
                    <th scope="row" className="wrap">
                      {name}
                      {hint !== undefined && <span className="small faint outlook-hint">{hint}</span>}
                    </th>
                    <td className="end semibold">{ours ?? none}</td>
                    <td className="end secondary">{naive ?? none}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableScroll>
        )}
        {children}
      </div>
    </Card>
  );
}
