import { useQuery } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { auditVerificationQuery } from '../../api/audit-log.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { Loaded, Skeleton } from '../../ui/states.tsx';

/** Whether the log is as it was written; looked at anew when it is opened, and on demand. */
export function AuditVerification() {
  const { t, format } = useMessages();
  const found = useQuery(auditVerificationQuery);
  return (
    <div className="audit-verification">
      <Loaded query={found} skeleton={<Skeleton height={44} />}>
        {({ holds, entries, from, whole, faults }) => (
          <Note
            tone={holds ? 'good' : 'bad'}
            title={holds ? t('consoleSettings.audit.holds', { entries }) : t('consoleSettings.audit.broken')}
          >
            {faults.length > 0 && (
              <ul>
                {faults.map(({ kind, from: first, to: last }) => (
                  <li key={`${kind} ${first}`} className="num">
                    {t('consoleSettings.audit.fault', {
                      kind,
                      from: format.integer(first),
                      to: format.integer(last),
                    })}
                  </li>
                ))}
              </ul>
            )}
            {!whole && <p>{t('consoleSettings.audit.onlyLatest', { from: format.integer(from) })}</p>}
          </Note>
        )}
      </Loaded>
      <Button size="small" icon={RotateCw} busy={found.isFetching} onClick={() => void found.refetch()}>
        {t('consoleSettings.audit.verify')}
      </Button>
    </div>
  );
}
