import { ChevronDown } from 'lucide-react';
import { Icon } from '../../ui/icon.tsx';

export interface Option {
  value: string | number;
  label: string;
  /** Of the label, where it is another one than the page's. */
  lang?: string;
}

interface SelectToAddProps<Offered extends Option> {
  label: string;
  placeholder: string;
  options: readonly Offered[];
  onAdd(value: Offered['value']): void;
}

/** A list of which each choice is added to what is there; it then stands empty again. */
export function SelectToAdd<Offered extends Option>({ label, placeholder, options, onAdd }: SelectToAddProps<Offered>) {
  return (
    <span className="select">
      <select
        className="input"
        aria-label={label}
        value=""
        onChange={({ target }) => {
          const option = options.find(({ value }) => String(value) === target.value);
          if (option !== undefined) onAdd(option.value);
        }}
      >
        <option value="">{placeholder}</option>
        {options.map(({ value, label: name, lang }) => (
          <option key={value} value={value} lang={lang}>
            {name}
          </option>
        ))}
      </select>
      <Icon as={ChevronDown} size={14} />
    </span>
  );
}
