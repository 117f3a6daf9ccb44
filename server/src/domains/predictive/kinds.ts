import { customerChurn } from './churn/churn.kind.ts';
import { serviceDemand } from './demand/demand.kind.ts';
import { inventoryOptimization } from './inventory/inventory.kind.ts';
import type { Kind } from './kind.ts';
import { revenueForecast } from './revenue/revenue.kind.ts';

/** Every kind of analysis there is. */
export const kinds: readonly Kind[] = [revenueForecast, serviceDemand, customerChurn, inventoryOptimization];

/** @throws where there is none of this name: requests are checked before */
export function getKind(name: string): Kind {
  const kind = kinds.find((each) => each.name === name);
  if (!kind) throw new Error(`There is no analysis ${name}`);
  return kind;
}
