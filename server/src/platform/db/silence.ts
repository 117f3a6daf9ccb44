/** A database that has not answered by then will not: its machine hangs, or the network swallows what is sent. Longer than the longest statement. */
const SILENCE_MS = 32_000;

/** The database neither answered nor refused; the connection is of no more use. */
export class DatabaseSilentError extends Error {
  override readonly name = 'DatabaseSilentError';
  /** As of any connection that fails. */
  readonly code = '08006';

  constructor() {
    super('The database does not answer');
  }
}

/** @throws DatabaseSilentError when there is no answer for so long that none will come */
export function unlessSilent<T>(answer: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => reject(new DatabaseSilentError()), SILENCE_MS);
    answer.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
