/**
 * Workflows: definitions and their versions, what starts them (events, the clock, people, webhooks), their durable runs,
 * approvals, and trying them on the past. What a step does to data, models and people is handed in.
 */
export { type Automation, type AutomationDeps, createAutomation } from './automation.ts';
export { automationRules } from './automation-retention.ts';
export type { ParametersOf } from './definition/definition.ts';
export type { Json } from './interpreter/protocol.ts';
export { createOutside } from './outside/outside.ts';
export { type StepContext, StepError, type StepHandler } from './steps/step-handler.ts';
export { workflowStanding } from './workflows/workflow-standing.ts';
