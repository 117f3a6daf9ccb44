import { hash } from 'node:crypto';
import type { DeployedModel, Serving } from '../models/index.ts';

/** Who answers a prediction, and who scores it afterwards, if anybody. */
export interface Roles {
  answering: DeployedModel;
  shadow: DeployedModel | null;
}

/**
 * Deals a prediction to champion and challenger by a hash of its id: always the same for one id, and even over many. As
 * a canary the challenger answers its share and the other scores every row; in the shadow it scores its share.
 */
export function dealRoles({ champion, challenger }: Serving, predictionId: string): Roles {
  if (!challenger) return { answering: champion, shadow: null };
  const { model, mode, share } = challenger;
  const isChosen = fractionOf(predictionId) < share;
  if (mode === 'shadow') return { answering: champion, shadow: isChosen ? model : null };
  return isChosen ? { answering: model, shadow: champion } : { answering: champion, shadow: model };
}

/** A number from 0 to below 1. */
function fractionOf(id: string): number {
  return hash('sha256', id, 'buffer').readUInt32BE(0) / 2 ** 32;
}
