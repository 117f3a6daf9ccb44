import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Icon } from './icon.tsx';
import type { MenuAction, MenuChoice, MenuProps } from './menu-entries.ts';

export function MenuPopup({ initiallyOpen, ...menu }: MenuProps & { initiallyOpen: boolean }) {
  return (
    <Base.Root defaultOpen={initiallyOpen}>
      <Base.Trigger className={menu.className} aria-label={menu.label}>
        {menu.trigger}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner
          className="menu-positioner"
          side={menu.side ?? 'bottom'}
          align={menu.align ?? 'end'}
          sideOffset={6}
        >
          <Base.Popup className="menu">
            {menu.choices?.map((choice) => (
              <Choice key={choice.heading} choice={choice} />
            ))}
            {menu.actions?.map((action) => (
              <Action key={action.label} action={action} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Choice({ choice }: { choice: MenuChoice }) {
  return (
    <Base.RadioGroup value={choice.value} onValueChange={(value) => choice.onChange(String(value))}>
      <Base.Group>
        <Base.GroupLabel className="menu-heading">{choice.heading}</Base.GroupLabel>
        {choice.options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className="menu-item" closeOnClick>
            <bdi lang={option.language}>{option.label}</bdi>
            <Base.RadioItemIndicator className="menu-tick">
              <Icon as={Check} size={14} />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.Group>
    </Base.RadioGroup>
  );
}

function Action({ action }: { action: MenuAction }) {
  return (
    <Base.Item className="menu-item" onClick={() => action.onSelect()}>
      {action.icon && <Icon as={action.icon} />}
      {action.label}
    </Base.Item>
  );
}
