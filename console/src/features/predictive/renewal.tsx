import { getRouteApi } from '@tanstack/react-router';
import { CalendarClock, Calculator, ChevronDown } from 'lucide-react';
import type { Analysis, AnalysisHead, Dataset } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import type { Subject } from '../../lib/subjects.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Note } from '../../ui/note.tsx';
import { assumptionsOf, parametersOf } from './assumptions.ts';
import type { Ask } from './use-ask.ts';

const route = getRouteApi('/o/$organization/outlook');

interface RenewalProps {
  analysis: Analysis;
  heads: readonly AnalysisHead[];
  subject: Subject;
  /** What has changed since the answer was made. */
  changed: readonly Dataset[];
  ask: Ask;
}

/** When the answer was made, the answers before it, and whether it is still about the data as they are. */
export function Renewal({ analysis, heads, subject, changed, ask }: RenewalProps) {
  const { t, rich, format } = useMessages();
  const navigate = route.useNavigate();
  const made = t('consoleOutlook.madeAt', { time: format.dateTime(analysis.created_at) });
  const done = heads.filter(({ status }) => status === 'succeeded');
  const known = done.some(({ id }) => id === analysis.id) ? done : [analysis, ...done];
  const assumed = assumptionsOf(subject, analysis.parameters);
  const renew = () => ask.start(parametersOf(subject, assumed, t('consoleOutlook.revenue.whatIf')));
  return (
    <>
      <div className="row row-wrap">
        <p className="secondary grow">{t(`consoleOutlook.question.${subject}`)}</p>
        <Menu
          label={`${made} · ${t('consoleOutlook.earlier')}`}
          className="button"
          align="end"
          trigger={
            <>
              <Icon as={CalendarClock} />
              {made}
              <Icon as={ChevronDown} size={14} />
            </>
          }
          choices={[
            {
              heading: t('consoleOutlook.earlier'),
              value: String(analysis.id),
              options: known.map(({ id, created_at: madeAt }) => ({
                value: String(id),
                label: format.dateTime(madeAt),
              })),
              onChange: (id) => void navigate({ search: { about: subject, analysis: id } }),
            },
          ]}
        />
      </div>
      {changed.length > 0 && (
        <Note tone="info">
          <div className="row row-wrap">
            <p className="grow">
              {rich('consoleOutlook.changed', { datasets: format.list(changed.map(({ name }) => name)) })}
            </p>
            {ask.isAllowed && (
              <Button size="small" icon={Calculator} busy={ask.isPending} onClick={renew}>
                {t('consoleOutlook.anew')}
              </Button>
            )}
          </div>
        </Note>
      )}
    </>
  );
}
