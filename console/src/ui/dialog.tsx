import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';

interface DialogProps {
  open: boolean;
  onClose(): void;
  title: ReactNode;
  description?: ReactNode;
  actions: ReactNode;
  children?: ReactNode;
}

/** Import it only where a route is loaded on demand: it brings the machinery of overlays with it. */
export function Dialog({ open, onClose, title, description, actions, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="backdrop" />
        <Base.Popup className="dialog">
          <div className="stack-small">
            <Base.Title className="dialog-title">{title}</Base.Title>
            {description !== undefined && <Base.Description className="secondary">{description}</Base.Description>}
          </div>
          {children}
          <div className="dialog-actions">{actions}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
