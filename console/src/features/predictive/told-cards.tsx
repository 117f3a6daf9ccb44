import { Link } from '@tanstack/react-router';
import type { Analysis } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Card } from '../../ui/card.tsx';
import { Note } from '../../ui/note.tsx';

/** What came out in sentences, the most important first. */
export function SummaryCard({ analysis }: { analysis: Analysis }) {
  const { t } = useMessages();
  return (
    <Card title={t('consoleOutlook.inShort')}>
      <ul className="outlook-sentences">
        {analysis.summary.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Card>
  );
}

/** What to bear in mind. */
export function CaveatsNote({ analysis }: { analysis: Analysis }) {
  const { t } = useMessages();
  if (analysis.notes.length === 0) return null;
  return (
    <Note title={t('consoleOutlook.bearInMind')}>
      <ul className="small">
        {analysis.notes.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Note>
  );
}

/** What the answer was computed from. */
export function BasisCard({ analysis, organization }: { analysis: Analysis; organization: string }) {
  const { t, format } = useMessages();
  return (
    <Card title={t('consoleOutlook.basis')}>
      <dl className="facts">
        {analysis.data.map(({ dataset, rows }) => (
          <BasisRow key={dataset} dataset={dataset} rows={rows} organization={organization} />
        ))}
        <dt>{t('consoleOutlook.basis.day')}</dt>
        <dd>{format.day(analysis.made_for.today)}</dd>
      </dl>
    </Card>
  );
}

function BasisRow({ dataset, rows, organization }: { dataset: string; rows: number; organization: string }) {
  const { t } = useMessages();
  return (
    <>
      <dt>
        <Link className="link" to="/o/$organization/datasets/$dataset" params={{ organization, dataset }}>
          <bdi className="mono">{dataset}</bdi>
        </Link>
      </dt>
      <dd>{t('consoleOutlook.basis.rows', { rows })}</dd>
    </>
  );
}
