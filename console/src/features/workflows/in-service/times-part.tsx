import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarSync } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { nextTicksQuery, scheduleQuery, ticksQuery } from '../../../api/schedules.ts';
import { workflowQuery } from '../../../api/workflow.ts';
import { formattingTag } from '../../../lib/languages.ts';
import { useMessages } from '../../../lib/messages/messages.tsx';
import { Button } from '../../../ui/button.tsx';
import { Chip, type Tone } from '../../../ui/chip.tsx';
import { getAt } from '../definition.ts';
import { useEditor } from '../editor-context.ts';
import { useSettled } from '../use-settled.ts';

const FillDialog = lazy(async () => ({ default: (await import('./fill-dialog.tsx')).FillDialog }));
const route = getRouteApi('/o/$organization/workflows/$workflowId');

/** When the schedule is due, as the server reckons it, and what became of the times that have passed. */
export function TimesPart() {
  const { workflowId } = useEditor();
  const kept = useQuery(workflowQuery(workflowId)).data?.workflow;
  const isActive = kept?.status === 'active';
  const inService = useQuery({ ...scheduleQuery(workflowId), enabled: isActive }).data ?? null;
  return (
    <>
      <NextTimes inService={isActive ? inService : null} />
      {kept?.published_version != null && <PastTimes isActive={isActive} zone={inService?.time_zone} />}
    </>
  );
}

const textAt = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function NextTimes({ inService }: { inService: { cron: string; time_zone: string } | null }) {
  const { t } = useMessages();
  const { draft } = useEditor();
  const schedule = getAt(draft.trigger_conditions, ['schedule']);
  const cron = useSettled(textAt(getAt(schedule, ['cron'])));
  const zone = useSettled(textAt(getAt(schedule, ['time_zone'])));
  const isWhole = cron.split(/\s+/).length >= 5;
  const next = useQuery({ ...nextTicksQuery(cron, zone), enabled: isWhole });
  const write = useTimeWriter(next.data?.time_zone ?? 'UTC');
  // What is wrong with the expression stands beside its field.
  if (next.data === undefined || next.isError || !isWhole) return null;
  const { time_zone: known, next_ticks: ticks } = next.data;
  const holds = inService?.cron === cron && inService.time_zone === known;
  return (
    <section className="stack-small form-group">
      <h3 className="label">{t('consoleTriggers.times.next')}</h3>
      {ticks.length === 0 ? (
        <p className="secondary">{t('consoleTriggers.times.never')}</p>
      ) : (
        <ol className="times num">
          {ticks.map((tick) => (
            <li key={tick}>
              <time dateTime={tick}>{write(tick)}</time>
            </li>
          ))}
        </ol>
      )}
      <p className="hint">
        {t('consoleTriggers.times.zone', { zone: known.replaceAll('_', ' ') })}
        {!holds && ` · ${t('consoleTriggers.service.later')}`}
      </p>
    </section>
  );
}

const tones: Record<'started' | 'waiting' | 'skipped' | 'missed', Tone> = {
  started: 'good',
  waiting: 'info',
  skipped: 'neutral',
  missed: 'warn',
};

interface PastTimesProps {
  isActive: boolean;
  /** That of the schedule in service; where there is none, the organization’s serves. */
  zone: string | undefined;
}

function PastTimes({ isActive, zone }: PastTimesProps) {
  const { t, format } = useMessages();
  const writeInZone = useTimeWriter(zone ?? 'UTC');
  const write = zone === undefined ? format.dateTime : writeInZone;
  const { organization } = route.useParams();
  const { workflowId, mayChange } = useEditor();
  const [isFilling, setFilling] = useState(false);
  const past = useQuery(ticksQuery(workflowId)).data?.items ?? [];
  if (past.length === 0 && !(mayChange && isActive)) return null;
  return (
    <section className="stack-small form-group">
      {past.length > 0 && <h3 className="label">{t('consoleTriggers.times.past')}</h3>}
      {past.length > 0 && (
        <ul className="times num">
          {past.map(({ tick_at: at, outcome, run_id: run }) => (
            <li key={at} className="row">
              <time className="grow" dateTime={at}>
                {run === null ? (
                  write(at)
                ) : (
                  <Link
                    className="link"
                    to="/o/$organization/runs/$runId"
                    params={{ organization, runId: run }}
                    aria-label={t('consoleTriggers.times.seeRun', { time: write(at) })}
                  >
                    {write(at)}
                  </Link>
                )}
              </time>
              <Chip tone={tones[outcome]}>{t(`consoleTriggers.times.${outcome}`)}</Chip>
            </li>
          ))}
        </ul>
      )}
      {mayChange && isActive && (
        <div>
          <Button size="small" icon={CalendarSync} onClick={() => setFilling(true)}>
            {t('consoleTriggers.fill.open')}
          </Button>
        </div>
      )}
      <Suspense>{isFilling && <FillDialog onClose={() => setFilling(false)} />}</Suspense>
    </section>
  );
}

/** With the day of the week, by which people know their schedules. */
function useTimeWriter(timeZone: string): (iso: string) => string {
  const { language } = useMessages();
  const time = new Intl.DateTimeFormat(formattingTag(language), {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return (iso) => time.format(new Date(iso));
}
