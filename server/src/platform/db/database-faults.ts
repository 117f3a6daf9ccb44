const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** A value that the database does not take (class 22), a broken rule (23), too much of something (54). */
export const isRowsFault = (error: unknown): boolean => /^(?:22|23|54)...$/.test(codeOf(error));

/** The database is away, or has undone what two wanted at once: nothing is wrong with what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  return (
    /^(?:08...|40...|53...|57P..|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(codeOf(error)) ||
    // What pg says of its own connections carries no code.
    (error instanceof Error && /^(?:Connection terminated|timeout exceeded when trying to connect)/.test(error.message))
  );
}
