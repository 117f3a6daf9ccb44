import { useState } from 'react';
import { stepTypes } from '../../api/definition.generated.ts';
import { useMessages } from '../../lib/messages/messages.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { classNames } from '../../lib/class-names.ts';
import type { StepType } from './definition.ts';
import { looks } from './step-looks.ts';

const groups = ['decide', 'data', 'people', 'flow'] as const;

/** The types of steps, each with one sentence. */
export function StepPalette({ onChoose, onClose }: { onChoose(type: StepType): void; onClose(): void }) {
  const { t } = useMessages();
  const [sought, setSought] = useState('');
  const wanted = sought.trim().toLocaleLowerCase();
  const has = (text: string) => text.toLocaleLowerCase().includes(wanted);
  const isNamed = (type: StepType) => has(t(`consoleWorkflowEditor.type.${type}`)) || has(type);
  // Those that are called so come before those that only speak of it.
  const found = [
    ...stepTypes.filter(isNamed),
    ...stepTypes.filter((type) => !isNamed(type) && has(t(`consoleWorkflowEditor.does.${type}`))),
  ];
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('consoleWorkflowEditor.add')}
      actions={<Button onClick={onClose}>{t('consoleWorkflowEditor.cancel')}</Button>}
    >
      <input
        type="search"
        className="input"
        aria-label={t('consoleWorkflowEditor.findType')}
        placeholder={t('consoleWorkflowEditor.findType')}
        value={sought}
        onChange={({ target }) => setSought(target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || found[0] === undefined) return;
          // Else the key would also press what gets the focus back.
          event.preventDefault();
          onChoose(found[0]);
        }}
      />
      <div className="palette-steps">
        {groups
          .map((group) => [group, found.filter((type) => looks[type].group === group)] as const)
          .filter(([, types]) => types.length > 0)
          .map(([group, types]) => (
            <section key={group} aria-label={t(`consoleWorkflowEditor.group.${group}`)}>
              <p className="label">{t(`consoleWorkflowEditor.group.${group}`)}</p>
              <ul>
                {types.map((type) => (
                  <li key={type}>
                    <button type="button" className="palette-step" onClick={() => onChoose(type)}>
                      <span className={classNames('step-tile', `step-tile-${group}`)} aria-hidden>
                        <Icon as={looks[type].icon} size={14} />
                      </span>
                      <span className="grow">
                        <span className="medium palette-step-name">{t(`consoleWorkflowEditor.type.${type}`)}</span>
                        <span className="small secondary">{t(`consoleWorkflowEditor.does.${type}`)}</span>
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </Dialog>
  );
}
