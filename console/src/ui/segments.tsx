import type { ReactNode } from 'react';
import { useId } from 'react';
import { classNames } from '../lib/class-names.ts';

interface SegmentsProps<Value extends string> {
  label: string;
  value: Value | null;
  options: readonly { value: Value; label: ReactNode }[];
  onChange(value: Value): void;
  small?: boolean;
}

/** One of a few choices, side by side. */
export function Segments<Value extends string>({ label, value, options, onChange, small }: SegmentsProps<Value>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={classNames('segments', small && 'segments-small')}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            className="hidden-visually"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
