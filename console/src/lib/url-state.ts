/** Readers of what stands in an address: whatever a person typed there, they give a value or nothing. */
export function textParam(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function choiceParam<const Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === value);
}

/** A day such as 2026-11-04. */
export function dayParam(value: unknown): string | undefined {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
    ? value
    : undefined;
}

export function listParam(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.map(textParam).filter((item) => item !== undefined);
}

/** Leaves out what is undefined, so that it does not stand empty in the address. */
export function present<Values extends Record<string, unknown>>(
  values: Values,
): { [Name in keyof Values]?: Exclude<Values[Name], undefined> };
export function present(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** An address inside this console, or the start page: never a way out to another site. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/o\/[^\\]*$/.test(next) ? next : '/';
}
