import { ArrowDown, ArrowUp, CornerDownRight, CornerUpLeft, Copy, Ellipsis, Plus, Trash2, Zap } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { useMessages } from '../../lib/messages/messages.tsx';
import { classNames } from '../../lib/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu } from '../../ui/menu.tsx';
import type { MenuAction } from '../../ui/menu-entries.ts';
import type { Step, StepList } from './definition.ts';
import { duplicateStep, listsOf, listSteps, moveStep, movesOf, removeStep, rootList } from './definition.ts';
import { useEditor } from './editor-context.ts';
import { StepBadge, StepIcon, useStepWords } from './step-words.tsx';

/** The whole workflow as a nested list: all that the picture can do, by keys alone. */
export function OutlineView() {
  const { t } = useMessages();
  const { draft, selected, select } = useEditor();
  const words = useStepWords();
  const box = useRef<HTMLDivElement>(null);
  const focusOn = useFocusAfterChange(box);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the steps within are what one works with
    <div className="outline" ref={box} onKeyDown={(event) => walk(event, box.current)}>
      <p className="small faint outline-keys">{t('consoleWorkflowEditor.outline.keys')}</p>
      <ol aria-label={t('consoleWorkflowEditor.view.outline')}>
        <li>
          <div className={classNames('outline-row', selected === null && 'outline-row-selected')}>
            <button
              type="button"
              className="outline-step"
              aria-current={selected === null || undefined}
              onClick={() => select(null)}
            >
              <span className="step-tile step-tile-start" aria-hidden>
                <Icon as={Zap} size={14} />
              </span>
              <span className="medium">{t('consoleWorkflowEditor.trigger')}</span>
              <bdi className="secondary truncate grow">{words.triggerOf(draft)}</bdi>
              <StepBadge id={null} />
            </button>
          </div>
        </li>
      </ol>
      <OutlineList list={rootList(draft)} focusOn={focusOn} />
    </div>
  );
}

/** After a step was moved or taken away, the focus stays where the hands are. */
function useFocusAfterChange(box: { current: HTMLDivElement | null }): (id: string | null) => void {
  const wanted = useRef<string | null | undefined>(undefined);
  useEffect(() => {
    if (wanted.current === undefined) return;
    const id = wanted.current;
    wanted.current = undefined;
    const rows = Array.from(box.current?.querySelectorAll<HTMLElement>('.outline-step') ?? []);
    (rows.find((row) => row.dataset['step'] === id) ?? rows[0])?.focus();
  });
  return (id) => {
    wanted.current = id;
  };
}

function walk(event: KeyboardEvent, box: HTMLElement | null): void {
  if (event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const rows = Array.from(box?.querySelectorAll<HTMLElement>('.outline-step') ?? []);
  const at = rows.findIndex((row) => row === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  rows[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
}

interface ListProps {
  list: StepList;
  focusOn(id: string | null): void;
}

function OutlineList({ list, focusOn }: ListProps) {
  const { t } = useMessages();
  const { mayChange, addAt } = useEditor();
  return (
    <ol className={classNames(list.kind !== 'steps' && 'outline-inner')}>
      {list.steps.map((step, index) => (
        <OutlineStep key={step.id} step={step} path={[...list.path, index]} focusOn={focusOn} />
      ))}
      {mayChange && (
        <li>
          <button
            type="button"
            className="button button-quiet button-small outline-add"
            onClick={() => addAt({ listPath: list.path, index: list.steps.length })}
          >
            <Icon as={Plus} size={14} />
            {t('consoleWorkflowEditor.add')}
          </button>
        </li>
      )}
    </ol>
  );
}

function OutlineStep({ step, path, focusOn }: { step: Step; path: StepList['path'] } & Pick<ListProps, 'focusOn'>) {
  const { selected, select, mayChange } = useEditor();
  const words = useStepWords();
  const actions = useStepActions(step, focusOn);
  const pith = words.pithOf(step);
  return (
    <li>
      <div className={classNames('outline-row', selected === step.id && 'outline-row-selected')}>
        <button
          type="button"
          className="outline-step"
          data-step={step.id}
          aria-current={selected === step.id || undefined}
          onClick={() => select(step.id)}
          {...(mayChange && { onKeyDown: actions.onKeyDown })}
        >
          <StepIcon step={step} />
          <bdi className="medium">{words.titleOf(step)}</bdi>
          <bdi className="secondary truncate grow">{pith}</bdi>
          <StepBadge id={step.id} />
        </button>
        {mayChange && (
          <Menu
            label={actions.label}
            className="icon-button outline-menu"
            trigger={<Icon as={Ellipsis} />}
            actions={actions.menu}
          />
        )}
      </div>
      {listsOf(step, path).map((inner, index) => (
        <div key={inner.path.join('/')} className="outline-branch">
          <p className="small faint">
            <bdi>{words.exitOf(inner.kind, nameOf(inner), index + 1)}</bdi>
          </p>
          <OutlineList list={inner} focusOn={focusOn} />
        </div>
      ))}
    </li>
  );
}

const nameOf = ({ branch }: StepList): string | null =>
  typeof branch?.['name'] === 'string' && branch['name'] !== '' ? branch['name'] : null;

const moveIcons = { up: ArrowUp, down: ArrowDown, out: CornerUpLeft, into: CornerDownRight };

/** What can be done with a step, from the menu and by keys. */
function useStepActions(step: Step, focusOn: (id: string | null) => void) {
  const { t } = useMessages();
  const words = useStepWords();
  const { draft, edit, select, selected, addAt } = useEditor();
  const moves = movesOf(draft, step.id);
  const go = (move: (typeof moves)[number] | undefined) => {
    if (move === undefined) return;
    edit(moveStep(draft, step.id, move));
    focusOn(step.id);
  };
  const remove = () => {
    const steps = listSteps(draft);
    const at = steps.findIndex((placed) => placed.step === step);
    edit(removeStep(draft, step.id));
    if (selected === step.id) select(null);
    focusOn(steps[at - 1]?.step.id ?? null);
  };
  const double = () => {
    const made = duplicateStep(draft, step.id);
    edit(made.draft);
    select(made.id);
    focusOn(made.id);
  };
  const menu: MenuAction[] = [
    ...moves.map((move) => ({
      label:
        move.into === null
          ? t(`consoleWorkflowEditor.move.${move.kind === 'into' ? 'out' : move.kind}`)
          : t('consoleWorkflowEditor.move.into', {
              step: words.titleOf(move.into.step),
              branch: words.exitOf(
                move.into.list.kind,
                nameOf(move.into.list),
                listsOf(move.into.step, []).findIndex(({ branch }) => branch === move.into?.list.branch) + 1,
              ),
            }),
      icon: moveIcons[move.kind],
      onSelect: () => go(move),
    })),
    { label: t('consoleWorkflowEditor.duplicate'), icon: Copy, onSelect: double },
    { label: t('consoleWorkflowEditor.delete'), icon: Trash2, onSelect: remove },
  ];
  const onKeyDown = (event: KeyboardEvent) => {
    const way = event.altKey ? keyMoves[event.key] : undefined;
    if (way !== undefined) go(moves.find(({ kind }) => kind === way));
    else if (event.key === 'Delete' || event.key === 'Backspace') remove();
    else if (event.key === 'Insert') {
      const placed = listSteps(draft).find((one) => one.step === step);
      if (placed) addAt({ listPath: placed.list.path, index: placed.index + 1 });
    } else return;
    event.preventDefault();
  };
  return { menu, onKeyDown, label: t('consoleWorkflowEditor.actionsOf', { step: words.titleOf(step) }) };
}

/** Towards the inside and the outside are the same keys in every direction of writing. */
const keyMoves: Readonly<Record<string, 'up' | 'down' | 'out' | 'into'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'out',
  ArrowRight: 'into',
};
