import { useMessages } from '../../lib/messages/messages.tsx';
import type { TimelineRow } from './timeline.ts';

/** What a step is called; a turn of a loop by its number. */
export function StepName({ row }: { row: Pick<TimelineRow, 'type' | 'name'> }) {
  const { t } = useMessages();
  return <bdi>{row.type === 'turn' ? t('consoleRuns.turn', { number: Number(row.name) }) : row.name}</bdi>;
}
