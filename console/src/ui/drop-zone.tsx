import type { ReactNode } from 'react';
import { useId, useState } from 'react';
import { classNames } from '../lib/class-names.ts';
import './drop-zone.css';

interface DropZoneProps {
  accept: string;
  onFile(file: File): void;
  icon: ReactNode;
  title: ReactNode;
  hint: ReactNode;
  button: ReactNode;
}

/** A place to drop a file, or to choose one by hand or by keyboard. */
export function DropZone({ accept, onFile, icon, title, hint, button }: DropZoneProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <div
      className={classNames('drop-zone', over && 'drop-zone-over')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files.item(0);
        if (file !== null) onFile(file);
      }}
    >
      <span className="drop-zone-icon">{icon}</span>
      <div className="stack-small">
        <p className="drop-zone-title">{title}</p>
        <p className="secondary">{hint}</p>
      </div>
      <input
        id={id}
        type="file"
        accept={accept}
        className="hidden-visually"
        onChange={(event) => {
          const file = event.target.files?.item(0) ?? null;
          if (file !== null) onFile(file);
          // The same file may be chosen again after it was taken back.
          event.target.value = '';
        }}
      />
      <label htmlFor={id} className="button button-primary button-large">
        {button}
      </label>
    </div>
  );
}
