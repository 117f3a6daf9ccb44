import { ChevronDown } from 'lucide-react';
import { classNames } from '../lib/class-names.ts';
import { Icon } from './icon.tsx';

interface ChoiceProps<Value extends string> {
  /** For those who do not see what it stands beside. */
  label: string;
  value: Value;
  /** A label that is a name somebody gave stays as it is in every language. */
  options: readonly { value: Value; label: string; isName?: boolean }[];
  onChange(value: Value): void;
  className?: string;
}

/** The browser's own list where there is no room for a label above it. */
export function Choice<Value extends string>({ label, value, options, onChange, className }: ChoiceProps<Value>) {
  return (
    <span className={classNames('select', className)}>
      <select
        className="input"
        aria-label={label}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} translate={option.isName === true ? 'no' : undefined}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon as={ChevronDown} size={14} />
    </span>
  );
}
