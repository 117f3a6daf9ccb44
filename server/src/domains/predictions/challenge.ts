import { hash } from 'node:crypto';
import type { DeployedModel, Serving } from '../models/index.ts';

/** Deals a prediction by a hash of its id, always the same for one id and even over many: a canary answers its share. */
export function dealAnswer({ champion, challenger }: Serving, predictionId: string): DeployedModel {
  const isCanary = challenger?.mode === 'canary' && fractionOf(predictionId) < challenger.share;
  return isCanary ? challenger.model : champion;
}

/** A number from 0 to below 1. */
function fractionOf(id: string): number {
  return hash('sha256', id, 'buffer').readUInt32BE(0) / 2 ** 32;
}
