import { CopyButton } from './copy-button.tsx';

/** A text that is shown this once: to be copied by a press, or to be chosen by hand. */
export function SecretLine({ label, text }: { label?: string; text: string }) {
  return (
    <div className="field">
      {label !== undefined && <p className="label">{label}</p>}
      <div className="row">
        <output className="secret mono grow" dir="ltr" aria-label={label}>
          {text}
        </output>
        <CopyButton text={text} />
      </div>
    </div>
  );
}
