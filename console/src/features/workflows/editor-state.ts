import type { Draft } from './definition.ts';

/** What has been, is, and was taken back. */
export interface EditorState {
  readonly past: readonly Draft[];
  readonly present: Draft;
  readonly future: readonly Draft[];
  /** The field that was last typed into: what is typed there in one go is taken back in one go. */
  readonly field: string | null;
}

export type EditorAction =
  | { kind: 'edit'; draft: Draft; field?: string }
  | { kind: 'undo' }
  | { kind: 'redo' }
  | { kind: 'load'; draft: Draft };

const mostKept = 200;

export const begin = (draft: Draft): EditorState => ({ past: [], present: draft, future: [], field: null });

export function reduce(state: EditorState, action: EditorAction): EditorState {
  if (action.kind === 'load') return begin(action.draft);
  if (action.kind === 'undo') return undo(state);
  if (action.kind === 'redo') return redo(state);

  const { past, present } = state;
  if (action.draft === present) return state;
  const field = action.field ?? null;
  const goesOn = field !== null && field === state.field;
  return { past: goesOn ? past : [...past, present].slice(-mostKept), present: action.draft, future: [], field };
}

function undo(state: EditorState): EditorState {
  const before = state.past.at(-1);
  if (before === undefined) return state;
  return { past: state.past.slice(0, -1), present: before, future: [state.present, ...state.future], field: null };
}

function redo(state: EditorState): EditorState {
  const [after, ...future] = state.future;
  return after === undefined ? state : { past: [...state.past, state.present], present: after, future, field: null };
}
