export const modelStatuses = [
  'draft',
  'training',
  'trained',
  'deployed',
  'monitored',
  'retired',
  'failed',
  'archived',
] as const;

/**
 * How far a model's newest definition has come. What answers predictions is told by `deployed_version` alone: it goes
 * on answering while the model is changed or trained anew, until another version is deployed or the model is retired.
 */
export type ModelStatus = (typeof modelStatuses)[number];

export const modelEvents = [
  'train',
  'succeed',
  'deploy',
  'promote',
  'roll_back',
  'watch',
  'redefine',
  'retire',
  'archive',
] as const;

/** What may befall a model. A training that comes to nothing is `statusAfterLostTraining`, which needs to know more. */
export type ModelEvent = (typeof modelEvents)[number];

/** Another version answers, and how far the newest definition has come stays as it is. */
const switches = (status: ModelStatus) => ({ promote: status, roll_back: status });

/** No other transition exists. `redefine` is a change of what is learned: features, target, algorithm, source. */
const transitions: Readonly<Record<ModelStatus, Readonly<Partial<Record<ModelEvent, ModelStatus>>>>> = {
  draft: { ...switches('draft'), train: 'training', redefine: 'draft', archive: 'archived' },
  training: { ...switches('training'), succeed: 'trained' },
  trained: { ...switches('trained'), train: 'training', deploy: 'deployed', redefine: 'draft', retire: 'retired' },
  deployed: {
    ...switches('deployed'),
    train: 'training',
    deploy: 'deployed',
    watch: 'monitored',
    redefine: 'draft',
    retire: 'retired',
  },
  monitored: { ...switches('monitored'), train: 'training', deploy: 'deployed', redefine: 'draft', retire: 'retired' },
  failed: { ...switches('failed'), train: 'training', redefine: 'draft', archive: 'archived' },
  retired: { archive: 'archived' },
  archived: {},
};

/** Where the event leads, or null where it cannot happen. */
export function nextStatus(status: ModelStatus, event: ModelEvent): ModelStatus | null {
  return transitions[status][event] ?? null;
}

/** A model that had a proved version is as good as before; one that never had says that its training failed. */
export function statusAfterLostTraining(before: ModelStatus, outcome: 'failed' | 'cancelled'): ModelStatus {
  return outcome === 'failed' && before === 'draft' ? 'failed' : before;
}
