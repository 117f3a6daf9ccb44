import { IntlMessageFormat } from 'intl-messageformat';

/** One part of a parsed message, as far as this room cares; the parser's own types are not ours to import. */
export interface IcuElement {
  readonly type: number;
  /** The text of a literal, the name of a placeholder. */
  value?: unknown;
  readonly style?: unknown;
  readonly pluralType?: string | undefined;
  readonly options?: Readonly<Record<string, { readonly value: readonly IcuElement[] }>>;
  readonly children?: readonly IcuElement[];
  readonly location?: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
}

export const icuTypes = {
  literal: 0,
  placeholder: 1,
  number: 2,
  date: 3,
  time: 4,
  select: 5,
  plural: 6,
  tag: 8,
} as const;

/** @throws when the text is not ICU MessageFormat. */
export function parseIcu(text: string): readonly IcuElement[] {
  return new IntlMessageFormat(text, 'en', undefined, { captureLocation: true }).getAst();
}

/** Calls `visit` with each element, the ones inside branches included. */
export function walkIcu(elements: readonly IcuElement[], visit: (element: IcuElement) => void): void {
  for (const element of elements) {
    visit(element);
    for (const option of Object.values(element.options ?? {})) walkIcu(option.value, visit);
    walkIcu(element.children ?? [], visit);
  }
}
