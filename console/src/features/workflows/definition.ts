import { stepTypes, workflowTypes } from '../../api/definition.generated.ts';

export type StepType = (typeof stepTypes)[number];
type WorkflowType = (typeof workflowTypes)[number];

export type Fields = Readonly<Record<string, unknown>>;
export type Step = Fields & { readonly id: string; readonly type: StepType };

/** The draft of a workflow as the editor holds it: JSON as it was written, with an id for every step. */
export interface Draft {
  readonly workflow_name: string;
  readonly workflow_type: WorkflowType;
  readonly category: string | null;
  readonly description: string | null;
  readonly trigger_conditions: Fields;
  readonly workflow_steps: readonly Step[];
  readonly settings: Fields;
}

/** The way to a place within a draft: `['workflow_steps', 0, 'then']`. */
export type Path = readonly (string | number)[];

export type ListKind = 'steps' | 'then' | 'else' | 'branch' | 'body';

/** A list of steps, and what it is to the step that holds it. */
export interface StepList {
  readonly path: Path;
  readonly kind: ListKind;
  readonly steps: readonly Step[];
  /** Of a branch of a parallel. */
  readonly branch: Fields | null;
}

export interface PlacedStep {
  readonly step: Step;
  readonly path: Path;
  readonly list: StepList;
  readonly index: number;
  readonly depth: number;
  readonly parent: Step | null;
}

export const rootPath: Path = ['workflow_steps'];
const idPattern = /^[A-Za-z_][A-Za-z0-9_]{0,59}$/;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const isStep = (value: unknown): value is Step =>
  isFields(value) && typeof value['id'] === 'string' && stepTypes.some((type) => type === value['type']);

const stepsIn = (value: unknown): readonly Step[] => (Array.isArray(value) ? value.filter(isStep) : []);

export function fieldsIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** The lists of steps that a step holds, in the order in which they are shown. */
export function listsOf(step: Step, path: Path): StepList[] {
  const inner = (name: string, kind: ListKind): StepList => ({
    path: [...path, name],
    kind,
    steps: stepsIn(step[name]),
    branch: null,
  });
  if (step.type === 'condition_check') return [inner('then', 'then'), inner('else', 'else')];
  if (step.type === 'loop') return [inner('steps', 'body')];
  if (step.type !== 'parallel') return [];
  return fieldsIn(step['branches']).map((branch, index) => ({
    path: [...path, 'branches', index, 'steps'],
    kind: 'branch',
    steps: stepsIn(branch['steps']),
    branch,
  }));
}

export const rootList = (draft: Draft): StepList => ({
  path: rootPath,
  kind: 'steps',
  steps: draft.workflow_steps,
  branch: null,
});

/** Every step, each before those that it holds. */
export function listSteps(draft: Draft): PlacedStep[] {
  const found: PlacedStep[] = [];
  const visit = (list: StepList, depth: number, parent: Step | null): void => {
    for (const [index, step] of list.steps.entries()) {
      const path = [...list.path, index];
      found.push({ step, path, list, index, depth, parent });
      for (const inner of listsOf(step, path)) visit(inner, depth + 1, step);
    }
  };
  visit(rootList(draft), 0, null);
  return found;
}

export const findStep = (draft: Draft, id: string | undefined): PlacedStep | null =>
  listSteps(draft).find(({ step }) => step.id === id) ?? null;

/** The value with another one at a place; objects and lists on the way are made anew. Undefined takes a field away. */
export function setAt(value: unknown, path: Path, next: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return next;
  if (Array.isArray(value) && typeof name === 'number') {
    return value.map((item: unknown, index) => (index === name ? setAt(item, rest, next) : item));
  }
  const fields = isFields(value) ? value : {};
  const inner = setAt(fields[name], rest, next);
  if (inner !== undefined) return { ...fields, [name]: inner };
  return Object.fromEntries(Object.entries(fields).filter(([key]) => key !== String(name)));
}

export function getAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)];
    return isFields(inner) ? inner[name] : undefined;
  }, value);
}

function withList(draft: Draft, path: Path, change: (steps: readonly Step[]) => readonly Step[]): Draft {
  // The path leads to a list of steps, so that the draft stays one.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return setAt(draft, path, change(stepsIn(getAt(draft, path)))) as Draft;
}

export function insertStep(draft: Draft, listPath: Path, index: number, step: Step): Draft {
  return withList(draft, listPath, (steps) => steps.toSpliced(index, 0, step));
}

export function removeStep(draft: Draft, id: string): Draft {
  const placed = findStep(draft, id);
  return placed === null ? draft : withList(draft, placed.list.path, (steps) => steps.toSpliced(placed.index, 1));
}

export function updateStep(draft: Draft, id: string, path: Path, value: unknown): Draft {
  const placed = findStep(draft, id);
  // The fields id and type are never taken away by the forms that call this.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return placed === null ? draft : (setAt(draft, [...placed.path, ...path], value) as Draft);
}

/** Takes a step out and puts it where `target` pointed before it was taken out. */
export function moveStep(draft: Draft, id: string, target: { listPath: Path; index: number }): Draft {
  const placed = findStep(draft, id);
  if (placed === null || isWithin(target.listPath, placed.path)) return draft;
  const { list, index } = placed;
  const level = list.path.length;
  const after = target.listPath[level];
  const runsThrough = isWithin(target.listPath, list.path) && typeof after === 'number' && after > index;
  const listPath = runsThrough ? target.listPath.with(level, after - 1) : target.listPath;
  const isSame = target.listPath.join('/') === list.path.join('/');
  const place = isSame && target.index > index ? target.index - 1 : target.index;
  return insertStep(removeStep(draft, id), listPath, place, placed.step);
}

const isWithin = (path: Path, outer: Path): boolean => outer.every((name, index) => path[index] === name);

export interface Move {
  readonly kind: 'up' | 'down' | 'out' | 'into';
  readonly listPath: Path;
  readonly index: number;
  /** Into which list of which step. */
  readonly into: { readonly step: Step; readonly list: StepList } | null;
}

/** Where a step can go by one act: up, down, out of its branch, into a branch of a neighbour. */
export function movesOf(draft: Draft, id: string): Move[] {
  const placed = findStep(draft, id);
  if (placed === null) return [];
  const { list, index } = placed;
  const moves: Move[] = [];
  if (index > 0) moves.push({ kind: 'up', listPath: list.path, index: index - 1, into: null });
  if (index < list.steps.length - 1) moves.push({ kind: 'down', listPath: list.path, index: index + 2, into: null });
  const holder = listSteps(draft).find((outer) => outer.step === placed.parent);
  if (holder) moves.push({ kind: 'out', listPath: holder.list.path, index: holder.index + 1, into: null });
  for (const neighbour of [index - 1, index + 1]) {
    const step = list.steps[neighbour];
    if (step === undefined) continue;
    for (const inner of listsOf(step, [...list.path, neighbour])) {
      const end = neighbour < index ? inner.steps.length : 0;
      moves.push({ kind: 'into', listPath: inner.path, index: end, into: { step, list: inner } });
    }
  }
  return moves;
}

/** An id that no step and no branch has yet, named after what the step does. */
export function freeId(draft: Draft, wanted: string): string {
  const taken = new Set(listSteps(draft).flatMap(({ step }) => [step.id, ...branchIds(step)]));
  if (!taken.has(wanted)) return wanted;
  let count = 2;
  while (taken.has(`${wanted}_${count}`)) count += 1;
  return `${wanted}_${count}`;
}

const branchIds = (step: Step): unknown[] => fieldsIn(step['branches']).map(({ id }) => id);

export const isId = (text: string): boolean => idPattern.test(text);

/** Gives a step another id, also where a step leads to it when it fails. */
export function renameStep(draft: Draft, id: string, next: string): Draft {
  const renamed = updateStep(draft, id, ['id'], next);
  return listSteps(renamed).reduce(
    (now, { step }) =>
      getAt(step, ['on_error', 'goto']) === id ? updateStep(now, step.id, ['on_error', 'goto'], next) : now,
    renamed,
  );
}

/** A new step of a type, with ids that are free. */
export function makeStep(draft: Draft, type: StepType, fields: Fields): Step {
  const id = freeId(draft, type);
  const [step] = stepsIn(withIds([{ id, type, ...fields }], id));
  return step ?? { id, type };
}

export function duplicateStep(draft: Draft, id: string): { draft: Draft; id: string } {
  const placed = findStep(draft, id);
  if (placed === null) return { draft, id };
  const copy = freeId(draft, id);
  const bare = withIds([{ ...withoutIds(placed.step), id: copy }], copy);
  const step = stepsIn(bare)[0] ?? placed.step;
  return { draft: insertStep(draft, placed.list.path, placed.index + 1, step), id: copy };
}

function withoutIds(value: Fields): Fields {
  const clean = (inner: unknown): unknown => (Array.isArray(inner) ? inner.map(cleanOne) : inner);
  const cleanOne = (item: unknown): unknown => {
    if (!isFields(item)) return item;
    const { id: _id, ...rest } = item;
    return withoutIds(rest);
  };
  const nested = ['then', 'else', 'steps', 'branches'].filter((name) => value[name] !== undefined);
  return { ...value, ...Object.fromEntries(nested.map((name) => [name, clean(value[name])])) };
}

/** Steps of a list with the ids that the server would give them. */
function withIds(value: unknown, prefix: string): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown, index) => {
    if (!isFields(item)) return item;
    const id = typeof item['id'] === 'string' ? item['id'] : `${prefix}_${index + 1}`;
    const made: Record<string, unknown> = { ...item, id };
    if (item['type'] === 'loop') made['steps'] = withIds(item['steps'], `${id}_step`);
    for (const name of item['type'] === 'condition_check' ? ['then', 'else'] : []) {
      if (item[name] !== undefined) made[name] = withIds(item[name], `${id}_${name}`);
    }
    if (item['type'] === 'parallel') made['branches'] = withBranchIds(item['branches'], id);
    return made;
  });
}

function withBranchIds(branches: unknown, id: string): unknown {
  if (!Array.isArray(branches)) return branches;
  return branches.map((branch: unknown, index) => {
    if (!isFields(branch)) return branch;
    const branchId = typeof branch['id'] === 'string' ? branch['id'] : `${id}_branch_${index + 1}`;
    return { ...branch, id: branchId, steps: withIds(branch['steps'] ?? [], branchId) };
  });
}

const hasOnlySteps = (value: unknown): boolean =>
  Array.isArray(value) && value.every((item) => isStep(item) && Object.values(partsOf(item)).every(hasOnlySteps));

function partsOf(step: Step): Fields {
  const names = step.type === 'condition_check' ? ['then', 'else'] : step.type === 'loop' ? ['steps'] : [];
  const parts = names.filter((name) => step[name] !== undefined).map((name) => [name, step[name]]);
  const branches = step.type === 'parallel' ? (step['branches'] ?? []) : [];
  const inner = Array.isArray(branches)
    ? branches.map((branch: unknown, index) => [index, isFields(branch) ? branch['steps'] : null])
    : [['branches', null]];
  return Object.fromEntries([...parts, ...inner]);
}

/** A draft of what was written, or null where it is so unlike a workflow that only its text can be shown. */
export function readDraft(json: unknown): Draft | null {
  if (!isFields(json)) return null;
  const { workflow_name: name, workflow_type: type, category, description } = json;
  const { trigger_conditions: trigger = {}, settings = {} } = json;
  const steps = withIds(json['workflow_steps'] ?? [], 'step');
  const workflowType = workflowTypes.find((one) => one === type);
  if (typeof name !== 'string' || workflowType === undefined || !hasOnlySteps(steps)) return null;
  if (!isFields(trigger) || !isFields(settings)) return null;
  return {
    workflow_name: name,
    workflow_type: workflowType,
    category: typeof category === 'string' ? category : null,
    description: typeof description === 'string' ? description : null,
    trigger_conditions: trigger,
    workflow_steps: stepsIn(steps),
    settings,
  };
}

/** As a person would write it: without what says nothing. */
export function writeDraft({ category, description, settings, ...rest }: Draft): Fields {
  return {
    workflow_name: rest.workflow_name,
    workflow_type: rest.workflow_type,
    ...(category !== null && { category }),
    ...(description !== null && { description }),
    trigger_conditions: rest.trigger_conditions,
    workflow_steps: rest.workflow_steps,
    ...(Object.keys(settings).length > 0 && { settings }),
  };
}
