import { FileDown, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Icon } from '../../ui/icon.tsx';
import './overview.css';

const steps = ['drop', 'choose', 'try'] as const;

/** What a new organization sees: one thing to do, and what follows from it. */
export function FirstRun({ name, children }: { name: string; children: ReactNode }) {
  const { t, rich, format } = useMessages();
  return (
    <div className="first-run">
      <title>{t('console.documentTitle', { page: t('console.nav.home') })}</title>
      <div className="first-run-head">
        <h1>{t('console.firstRun.title')}</h1>
        <p className="secondary">{rich('console.firstRun.lead', { organization: name })}</p>
      </div>
      <div className="first-run-drop">{children}</div>
      <ol className="first-run-steps">
        {steps.map((step, index) => (
          <li key={step} className="first-run-step">
            <span className="step-mark num">{format.integer(index + 1)}</span>
            <span className="stack-small">
              <span className="semibold">{t(`console.firstRun.${step}`)}</span>
              <span className="secondary">{t(`console.firstRun.${step}Detail`)}</span>
            </span>
          </li>
        ))}
      </ol>
      <p className="row small faint first-run-foot">
        <span className="row">
          <Icon as={Lock} size={14} />
          {t('console.firstRun.stays')}
        </span>
        <span className="row">
          <Icon as={FileDown} size={14} />
          {t('console.firstRun.rejected')}
        </span>
      </p>
    </div>
  );
}
