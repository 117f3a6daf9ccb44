/** What messages may be about. */
export const notificationCategories = [
  'ai_insights',
  'anomaly_alerts',
  'model_training',
  'workflow_results',
  'performance_alerts',
  'security',
  'billing',
] as const;
