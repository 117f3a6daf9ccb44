import type { Entitlement, Usage } from '../../api/types.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { useNow } from '../../lib/now.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { usePlanNames } from './plan-names.ts';

interface UsageRowProps {
  usage: Usage['usage'][number];
  override: Entitlement['override'];
}

const NEAR = 0.8;

/** How much of one limit is used, as a bar with its figures, and what is to be known of it. */
export function UsageRow({ usage, override }: UsageRowProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const names = usePlanNames();
  const { entitlement, used, limit, resets_at: resetsAt, forecast_on: forecastOn, available_in: larger } = usage;
  const name = names.entitlement(entitlement);
  const share = limit === 0 ? 0 : Math.min(1, used / limit);
  const tone = toneOf(share);
  const hints = [
    ...(resetsAt === null ? [] : [t('consoleSettings.plan.newDay', { when: format.relative(resetsAt, nowMs) })]),
    ...(forecastOn === null || share === 1
      ? []
      : [t('consoleSettings.plan.forecast', { date: format.day(forecastOn) })]),
    ...(larger === null || (share < NEAR && limit > 0)
      ? []
      : [t('consoleSettings.plan.moreIn', { plan: names.plan(larger) })]),
  ];
  return (
    <li>
      <div className="row row-wrap">
        <span className="medium">{name}</span>
        {override !== null && (
          <Chip tone="info">
            {override.expires_at === null
              ? t('consoleSettings.plan.override')
              : t('consoleSettings.plan.overrideUntil', { date: format.date(override.expires_at) })}
          </Chip>
        )}
        {tone !== 'neutral' && (
          <Chip tone={tone}>{t(tone === 'bad' ? 'consoleSettings.plan.full' : 'consoleSettings.plan.near')}</Chip>
        )}
        <span className="push-end usage-figures">{t('consoleSettings.plan.of', { used, limit })}</span>
      </div>
      <div
        role="meter"
        className="bar"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={Math.max(1, limit, used)}
        aria-valuenow={used}
        aria-valuetext={t('consoleSettings.plan.of', { used, limit })}
      >
        <div className={`usage-bar-${tone}`} style={{ inlineSize: `${share * 100}%` }} />
      </div>
      {hints.map((hint) => (
        <p key={hint} className="small faint">
          {hint}
        </p>
      ))}
    </li>
  );
}

function toneOf(share: number): Extract<Tone, 'neutral' | 'warn' | 'bad'> {
  if (share >= 1) return 'bad';
  return share >= NEAR ? 'warn' : 'neutral';
}
