import { getRouteApi } from '@tanstack/react-router';
import type { DemandResult } from '../../api/types.ts';
import { formattingTag } from '../../lib/languages.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { present } from '../../lib/url-state.ts';
import { Card } from '../../ui/card.tsx';
import { Choice } from '../../ui/choice.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { weekOf } from './staff-week.ts';

const route = getRouteApi('/o/$organization/outlook');
const deepest = 55;

/** The people that each hour of a mean week takes; without them, the requests. */
export function StaffCard({ result: { queues } }: { result: DemandResult }) {
  const { t, format, language } = useMessages();
  const { queue: wanted } = route.useSearch();
  const navigate = route.useNavigate();
  const shown = queues.find(({ queue }) => queue !== null && queue === wanted);
  const { days, hours, at, most, isStaff } = weekOf(shown === undefined ? queues : [shown]);
  if (days.length === 0) return null;
  const tag = formattingTag(language);
  const dayName = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' });
  const hourName = new Intl.DateTimeFormat(tag, { hour: 'numeric', timeZone: 'UTC' });
  const title = t(isStaff ? 'consoleOutlook.demand.staff' : 'consoleOutlook.demand.hours');
  return (
    <Card
      title={title}
      subtitle={t('consoleOutlook.demand.meanWeek')}
      aside={
        queues.length > 1 && (
          <Choice
            label={t('consoleOutlook.demand.queue')}
            value={shown?.queue ?? ''}
            options={[
              { value: '', label: t('consoleOutlook.demand.everyQueue') },
              ...queues.flatMap(({ queue }) => (queue === null ? [] : [{ value: queue, label: queue }])),
            ]}
            onChange={(queue) =>
              void navigate({
                search: (now) => present({ ...now, queue: queue === '' ? undefined : queue }),
                replace: true,
              })
            }
          />
        )
      }
    >
      <TableScroll label={title}>
        <table className="outlook-week small num">
          <thead>
            <tr>
              <th scope="col">
                <span className="hidden-visually">{t('consoleOutlook.demand.hour')}</span>
              </th>
              {days.map((day) => (
                <th key={day} scope="col">
                  {dayName.format(Date.UTC(2024, 0, 1 + day))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour}>
                <th scope="row">{hourName.format(Date.UTC(2024, 0, 1, hour))}</th>
                {days.map((day) => {
                  const value = at(day, hour);
                  return (
                    <td key={day} style={{ background: shadeOf(value, most) }}>
                      {value === null ? '' : format.figure(isStaff ? value : Math.round(value * 10) / 10)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Card>
  );
}

/** The more, the deeper; the figures say the same. */
const shadeOf = (value: number | null, most: number): string | undefined =>
  value === null || most === 0
    ? undefined
    : `color-mix(in srgb, var(--chart-actual) ${Math.round((value / most) * deepest)}%, transparent)`;
