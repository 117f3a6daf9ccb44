import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, CircleSlash, CircleX } from 'lucide-react';
import { modelsQuery } from '../../api/models.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { classNames } from '../../lib/class-names.ts';
import { useMay } from '../../ui/permission.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Draft, ListKind, Step } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { whole } from './faults.ts';
import { looks, pithOf } from './step-looks.ts';

/** Others a draft may name, but no clock knows them. */
const spanUnits = new Set(['second', 'minute', 'hour', 'day', 'week', 'month']);

/** What steps, triggers and branches are called. */
export function useStepWords() {
  const { t, format } = useMessages();
  const mayRead = useMay('ai_analytics:read');
  const models = useQuery({ ...modelsQuery, enabled: mayRead }).data?.items ?? [];
  return {
    typeOf: (step: Step): string => t(`consoleWorkflowEditor.type.${step.type}`),
    titleOf: (step: Step): string => {
      const name = step['name'];
      return typeof name === 'string' && name !== '' ? name : t(`consoleWorkflowEditor.type.${step.type}`);
    },
    pithOf: (step: Step): string =>
      pithOf(step, {
        modelName: (id) => models.find((model) => model.id === id)?.model_name,
        span: (amount, unit) =>
          spanUnits.has(unit)
            ? format.numberFormat({ style: 'unit', unit, unitDisplay: 'short' }).format(amount)
            : `${amount} ${unit}`,
      }),
    exitOf: (kind: ListKind | 'after', name: string | null, number: number): string => {
      if (kind === 'branch') return name ?? t('consoleWorkflowEditor.list.branch', { number });
      return t(`consoleWorkflowEditor.list.${kind}`);
    },
    triggerOf: ({ workflow_type: type, trigger_conditions: trigger }: Draft): string => {
      const events = [trigger['event_type']].flat().filter((one) => typeof one === 'string');
      const isByEvent = type === 'event_driven' || type === 'ai_triggered';
      return isByEvent && events.length > 0 ? format.list(events) : t(`consoleWorkflows.trigger.${type}`);
    },
  };
}

export function StepIcon({ step }: { step: Step }) {
  const { icon, group } = looks[step.type];
  return (
    <span className={classNames('step-tile', `step-tile-${group}`)} aria-hidden>
      <Icon as={icon} size={14} />
    </span>
  );
}

const marks = {
  succeeded: { icon: CircleCheck, tone: 'tone-good' },
  failed: { icon: CircleX, tone: 'tone-bad' },
  skipped: { icon: CircleSlash, tone: 'faint' },
} as const;

/** What is wrong with a step, or what came of it when it was tried. */
export function StepBadge({ id }: { id: string | null }) {
  const { t, format } = useMessages();
  const editor = useEditor();
  const faults = editor.faults.get(id ?? whole)?.length ?? 0;
  const mark = id === null ? undefined : editor.marks.get(id);
  if (faults > 0) {
    return (
      <span className="step-badge step-badge-fault">
        <Icon as={CircleAlert} size={12} />
        <span className="hidden-visually">{t('consoleWorkflowEditor.faults', { count: faults })}</span>
      </span>
    );
  }
  if (mark === undefined) return null;
  const { icon, tone } = marks[mark.status];
  return (
    <span className={classNames('step-badge', tone)}>
      <Icon as={icon} size={14} />
      <span className="hidden-visually">{t(`consoleWorkflowEditor.mark.${mark.status}`)}</span>
      {mark.count !== null && <span className="small num">{format.integer(mark.count)}</span>}
    </span>
  );
}
