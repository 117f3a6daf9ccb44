import type { Filter } from './query.schema.ts';

/** The fields that a filter names. */
export function fieldsOf(filter: Filter | undefined): string[] {
  if (!filter) return [];
  const inner = [...(filter.all ?? []), ...(filter.any ?? []), ...(filter.not ? [filter.not] : [])];
  return [...(filter.field === undefined ? [] : [filter.field]), ...inner.flatMap(fieldsOf)];
}

/** The same filter with its fields called otherwise. */
export function renameFields(filter: Filter, rename: (field: string) => string): Filter {
  const { field, all, any, not, ...rest } = filter;
  return {
    ...rest,
    ...(field === undefined ? {} : { field: rename(field) }),
    ...(all ? { all: all.map((each) => renameFields(each, rename)) } : {}),
    ...(any ? { any: any.map((each) => renameFields(each, rename)) } : {}),
    ...(not ? { not: renameFields(not, rename) } : {}),
  };
}
