/** What bounds a script; nothing of it can be raised from inside. */
export interface ScriptLimits {
  /** A script that has not returned by then is ended. */
  timeMs: number;
  memoryBytes: number;
  /** Of what it returns, as JSON. */
  outputBytes: number;
  /** Of what it writes by `console.log`; what is beyond is left out. */
  logBytes: number;
}

export interface ScriptJob {
  source: string;
  /** JSON of what the script sees as `input`. */
  input: string;
  /** The instant at which every clock of the script stands, in milliseconds since 1970. */
  nowMs: number;
  /** What `Math.random` begins with: the same seed gives the same numbers. */
  seed: bigint;
  limits: ScriptLimits;
}

/** How a script came to its end; `line` is of its source, null where it is unknown. */
export type ScriptEnding =
  | { kind: 'returned'; /** JSON. */ output: string }
  | { kind: 'threw' | 'invalid'; message: string; line: number | null }
  /** A promise that nothing will settle any more. */
  | { kind: 'never_settled' }
  | { kind: 'not_json'; message: string }
  | { kind: 'too_large' }
  | { kind: 'too_slow' }
  | { kind: 'out_of_memory' };

export type ScriptOutcome = ScriptEnding & {
  logs: readonly string[];
  /** The most that its machine has held, with the machine itself. */
  memoryBytes: number;
};
