// Made by npm run generate from the server's schemas of workflows.
export const stepTypes = [
  "ai_prediction",
  "condition_check",
  "data_query",
  "notification",
  "approval_request",
  "data_update",
  "external_api",
  "delay",
  "parallel",
  "loop",
  "script"
] as const;

export const handledTypes = [
  "ai_prediction",
  "data_query",
  "notification",
  "data_update",
  "external_api",
  "script"
] as const;

export const workflowTypes = [
  "event_driven",
  "ai_triggered",
  "scheduled",
  "manual",
  "webhook"
] as const;

export const operators = [
  "equals",
  "not_equals",
  "greater_than",
  "greater_or_equal",
  "less_than",
  "less_or_equal",
  "between",
  "in",
  "not_in",
  "contains",
  "not_contains",
  "starts_with",
  "ends_with",
  "matches",
  "is_null",
  "is_not_null",
  "is_true",
  "is_false",
  "changed",
  "changed_by"
] as const;

export const operatorValues = {
  "equals": "one",
  "not_equals": "one",
  "greater_than": "one",
  "greater_or_equal": "one",
  "less_than": "one",
  "less_or_equal": "one",
  "between": "two",
  "in": "list",
  "not_in": "list",
  "contains": "one",
  "not_contains": "one",
  "starts_with": "one",
  "ends_with": "one",
  "matches": "one",
  "is_null": "none",
  "is_not_null": "none",
  "is_true": "none",
  "is_false": "none",
  "changed": "none",
  "changed_by": "one"
} as const;
