import { createContext, useContext } from 'react';
import type { Draft, Path } from './definition.ts';
import type { Fault } from './faults.ts';
import type { Pinned } from './pinned.ts';

/** What came of a step when the workflow was tried. */
export interface Mark {
  readonly status: 'succeeded' | 'failed' | 'skipped';
  /** In a back-test: how often. */
  readonly count: number | null;
}

export interface Place {
  readonly listPath: Path;
  readonly index: number;
}

/** What every part of the editor shares: one definition, one choice, and the ways to change them. */
export interface Editor {
  readonly workflowId: number;
  readonly draft: Draft;
  readonly mayChange: boolean;
  /** The id of a step; null is the trigger. */
  readonly selected: string | null;
  readonly faults: ReadonlyMap<string, readonly Fault[]>;
  readonly marks: ReadonlyMap<string, Mark>;
  /** What steps and the whole are tried with. */
  readonly pinned: Pinned;
  pin(pinned: Pinned): void;
  mark(marks: ReadonlyMap<string, Mark>): void;
  /** `field` names what is being typed into, so that it is taken back in one go. */
  edit(draft: Draft, field?: string): void;
  select(id: string | null): void;
  /** Lets a type of step be chosen for a place. */
  addAt(place: Place): void;
}

const Context = createContext<Editor | null>(null);
export const EditorProvider = Context.Provider;

export function useEditor(): Editor {
  const editor = useContext(Context);
  if (editor === null) throw new Error('useEditor stands outside of the editor.');
  return editor;
}
