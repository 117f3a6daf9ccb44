import { ChevronDown, CircleAlert } from 'lucide-react';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
}

interface Wiring {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
}

/** A label above, a hint or a fault below, and the wiring that lets a screen reader find both. */
function Field({ label, hint, error, children }: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const noteId = `${id}-note`;
  const faulty = Boolean(error);
  const noted = faulty || Boolean(hint);
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      {children({ id, ...(noted && { 'aria-describedby': noteId }), ...(faulty && { 'aria-invalid': true }) })}
      {faulty && (
        <p className="field-error" id={noteId}>
          <Icon as={CircleAlert} size={14} />
          <span>{error}</span>
        </p>
      )}
      {!faulty && noted && (
        <p className="hint" id={noteId}>
          {hint}
        </p>
      )}
    </div>
  );
}

type TextFieldProps = FieldProps & InputHTMLAttributes<HTMLInputElement>;

export function TextField({ label, hint, error, className, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <input type="text" {...rest} {...wiring} className={classNames('input', className)} />}
    </Field>
  );
}

type TextAreaFieldProps = FieldProps & TextareaHTMLAttributes<HTMLTextAreaElement>;

export function TextAreaField({ label, hint, error, ...rest }: TextAreaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => <textarea {...rest} {...wiring} className="input" />}
    </Field>
  );
}

type SelectFieldProps = FieldProps & SelectHTMLAttributes<HTMLSelectElement>;

/** The browser's own list: every platform's keyboard and screen reader know it. */
export function SelectField({ label, hint, error, children, ...rest }: SelectFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <span className="select">
          <select {...rest} {...wiring} className="input">
            {children}
          </select>
          <Icon as={ChevronDown} size={14} />
        </span>
      )}
    </Field>
  );
}
