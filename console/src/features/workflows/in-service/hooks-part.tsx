import { useQuery } from '@tanstack/react-query';
import { Ellipsis, Plus, RotateCw, SquareTerminal, Trash2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { hooksQuery } from '../../../api/hooks.ts';
import type { Hook } from '../../../api/types.ts';
import { workflowQuery } from '../../../api/workflow.ts';
import { useMessages } from '../../../lib/messages/messages.tsx';
import { useNow } from '../../../lib/now.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { useEditor } from '../editor-context.ts';
import type { HookDialogProps } from './hook-dialogs.tsx';

const HookDialogs = lazy(async () => ({ default: (await import('./hook-dialogs.tsx')).HookDialogs }));

type Opened = HookDialogProps['opened'];

/** The addresses by which other systems start the workflow. */
export function HooksPart() {
  const { t } = useMessages();
  const { workflowId } = useEditor();
  const [opened, setOpened] = useState<Opened | null>(null);
  const hooks = useQuery(hooksQuery(workflowId));
  const isActive = useQuery(workflowQuery(workflowId)).data?.workflow.status === 'active';
  return (
    <section className="stack form-group">
      <h3 className="label">{t('consoleTriggers.hooks.title')}</h3>
      <Loaded query={hooks}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="small secondary">{t('consoleTriggers.hooks.empty')}</p>
          ) : (
            <ul className="hooks">
              {items.map((hook) => (
                <HookRow key={hook.id} hook={hook} onOpen={(kind) => setOpened({ kind, hook })} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {!isActive && <p className="hint">{t('consoleTriggers.service.later')}</p>}
      <div>
        <Button size="small" icon={Plus} onClick={() => setOpened({ kind: 'new' })}>
          {t('consoleTriggers.hooks.new')}
        </Button>
      </div>
      <Suspense>{opened !== null && <HookDialogs opened={opened} onClose={() => setOpened(null)} />}</Suspense>
    </section>
  );
}

interface RowProps {
  hook: Hook;
  onOpen(kind: 'example' | 'rotate' | 'remove'): void;
}

function HookRow({ hook, onOpen }: RowProps) {
  const { t, format } = useMessages();
  const nowMs = useNow();
  const { name, prefix, signed, last_called_at: last } = hook;
  return (
    <li className="hook">
      <div className="grow stack-small">
        <span className="row row-wrap">
          <bdi className="medium">{name}</bdi>
          <Chip tone={signed ? 'good' : 'neutral'}>{t(`consoleTriggers.hooks.${signed ? 'signed' : 'unsigned'}`)}</Chip>
        </span>
        <bdi className="mono small secondary" dir="ltr">{`/hooks/${prefix}…`}</bdi>
        <span className="small faint">
          {last === null
            ? t('consoleTriggers.hooks.never')
            : t('consoleTriggers.hooks.called', { when: format.relative(last, nowMs) })}
        </span>
      </div>
      <Menu
        label={t('consoleTriggers.hooks.actions', { name })}
        className="icon-button"
        trigger={<Icon as={Ellipsis} />}
        actions={[
          {
            label: t('consoleTriggers.hooks.example'),
            icon: SquareTerminal,
            onSelect: () => onOpen('example'),
          },
          { label: t('consoleTriggers.hooks.rotate'), icon: RotateCw, onSelect: () => onOpen('rotate') },
          { label: t('consoleTriggers.hooks.remove'), icon: Trash2, onSelect: () => onOpen('remove') },
        ]}
      />
    </li>
  );
}
