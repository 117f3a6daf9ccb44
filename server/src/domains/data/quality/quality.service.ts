import { createAlertService } from './alerts.service.ts';
import { createRuleAsking } from './ask-rules.ts';
import type { QualityDeps } from './quality-deps.ts';
import { createQualityConsumer, createQualityHandler } from './quality.job.ts';
import { createRuleService } from './rules.service.ts';
import { createSuggestionService } from './suggestions.service.ts';

export type QualityService = ReturnType<typeof createQualityService>;

/** What is expected of what is stored: rules, what came of asking them, and alerts. */
export function createQualityService(deps: QualityDeps) {
  const asking = createRuleAsking(deps);
  return {
    rules: createRuleService({ ...deps, asking }),
    suggestions: createSuggestionService(deps),
    alerts: createAlertService(deps),
    handler: createQualityHandler({ ...deps, asking }),
    consumer: createQualityConsumer(deps),
  };
}
