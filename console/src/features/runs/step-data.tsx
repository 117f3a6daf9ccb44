import type { StepAttempt } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Chip } from '../../ui/chip.tsx';
import { JsonView } from '../../ui/json-view.tsx';

/** What an attempt was given, what it gave, and what it said meanwhile. */
export function InputAndOutput({ attempt }: { attempt: StepAttempt }) {
  const { t } = useMessages();
  const status = statusOf(attempt.output);
  return (
    <div className="step-data">
      {attempt.input !== null && (
        <section className="stack-small" aria-label={t('consoleRuns.panel.input')}>
          <h3 className="label">{t('consoleRuns.panel.input')}</h3>
          <JsonView value={attempt.input} label={t('consoleRuns.panel.input')} />
        </section>
      )}
      {attempt.failure === null && (
        <section className="stack-small" aria-label={t('consoleRuns.panel.output')}>
          <h3 className="label row">
            {t('consoleRuns.panel.output')}
            {status !== null && <Chip tone={status < 400 ? 'good' : 'bad'}>{String(status)}</Chip>}
          </h3>
          <JsonView value={attempt.output} label={t('consoleRuns.panel.output')} />
        </section>
      )}
      {attempt.logs.length > 0 && (
        <section className="stack-small" aria-label={t('consoleRuns.panel.logs')}>
          <h3 className="label">{t('consoleRuns.panel.logs')}</h3>
          <pre className="step-logs mono" dir="ltr">
            {attempt.logs.join('\n')}
          </pre>
        </section>
      )}
    </div>
  );
}

/** What another system has answered with. */
function statusOf(output: unknown): number | null {
  if (typeof output !== 'object' || output === null || !('status' in output) || !('headers' in output)) return null;
  return typeof output.status === 'number' ? output.status : null;
}
