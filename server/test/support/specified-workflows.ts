/** Both workflows of the specification, letter by letter. */
export const leadQualification = {
  workflow_name: 'AI-Powered Lead Qualification',
  workflow_type: 'ai_triggered',
  trigger_conditions: {
    event_type: 'lead_created',
    conditions: [{ field: 'lead_source', operator: 'equals', value: 'website' }],
  },
  workflow_steps: [
    {
      type: 'ai_prediction',
      model_id: 1,
      input_mapping: {
        company_size: 'trigger.company_employees',
        industry: 'trigger.industry',
        budget: 'trigger.estimated_budget',
      },
      output_variable: 'qualification_score',
    },
    {
      type: 'condition_check',
      conditions: [{ variable: 'qualification_score.prediction', operator: 'greater_than', value: 0.7 }],
      output_variable: 'is_qualified',
    },
    {
      type: 'notification',
      conditions: [{ variable: 'is_qualified', operator: 'equals', value: true }],
      notification_type: 'email',
      recipients: ['sales@company.com'],
      subject: 'High-Quality Lead Alert',
      message: 'A qualified lead has been identified: {{trigger.company_name}}',
    },
  ],
};

export const churnAlert = {
  workflow_name: 'High_Value_Customer_Churn_Alert',
  workflow_type: 'ai_triggered',
  category: 'customer',
  trigger_conditions: {
    event_type: 'prediction_completed',
    conditions: [
      { field: 'prediction_type', operator: 'equals', value: 'customer_churn' },
      { field: 'churn_probability', operator: 'greater_than', value: 0.8 },
    ],
  },
  workflow_steps: [
    {
      type: 'notification',
      notification_type: 'email',
      recipients: ['customer_success@company.com'],
      subject: 'High-Value Customer at Risk',
      message: 'Customer {{customer_name}} has high churn probability ({{churn_probability}}%)',
    },
    {
      type: 'data_update',
      table_name: 'customers',
      record_id: '{{customer_id}}',
      updates: { risk_level: 'high', last_risk_assessment: '{{current_timestamp}}' },
    },
  ],
};
