import type { WorkflowTemplate } from './template.ts';

/** What can be done for customers, and about the workflows themselves. */
export const customerTemplates: readonly WorkflowTemplate[] = [
  {
    key: 'mark_customers_at_risk',
    name: 'workflowTemplates.markCustomersAtRisk.name',
    description: 'workflowTemplates.markCustomersAtRisk.description',
    parameters: [],
    define: () => ({
      workflow_type: 'event_driven',
      trigger_conditions: { event_type: 'complaint_received' },
      workflow_steps: [
        {
          type: 'data_update',
          table_name: 'customers',
          operation: 'upsert',
          record_id: '{{customer_id}}',
          updates: { risk_level: 'high', last_risk_assessment: '{{current_timestamp}}' },
        },
      ],
    }),
    example: { customer_id: 'C-77', text: 'Late again' },
  },
  {
    key: 'week_in_figures',
    name: 'workflowTemplates.weekInFigures.name',
    description: 'workflowTemplates.weekInFigures.description',
    parameters: [],
    define: (say) => ({
      workflow_type: 'scheduled',
      trigger_conditions: { schedule: { cron: '0 7 * * 1', catch_up: 'last' } },
      workflow_steps: [
        {
          id: 'risk',
          type: 'data_query',
          query: {
            dataset: 'customers',
            group_by: [{ field: 'risk_level', name: 'level' }],
            measures: [{ name: 'customers', function: 'count' }],
          },
        },
        {
          type: 'notification',
          notification_type: 'in_app',
          role: 'owner',
          subject: say('workflowTemplates.weekInFigures.title'),
          message: '{% for row in risk.rows %}{{row.level}}: {{row.customers}} {% endfor %}',
        },
      ],
    }),
    example: {},
  },
  {
    key: 'welcome_customers',
    name: 'workflowTemplates.welcomeCustomers.name',
    description: 'workflowTemplates.welcomeCustomers.description',
    parameters: [],
    define: (say) => ({
      workflow_type: 'event_driven',
      trigger_conditions: { event_type: 'customer_signed_up' },
      workflow_steps: [
        {
          type: 'parallel',
          branches: [
            {
              id: 'welcome',
              steps: [
                {
                  type: 'notification',
                  notification_type: 'email',
                  recipients: ['{{email}}'],
                  subject: say('workflowTemplates.welcomeCustomers.title'),
                  message: say('workflowTemplates.welcomeCustomers.message', { name: '{{name}}' }),
                },
              ],
            },
            {
              id: 'record',
              steps: [
                {
                  type: 'data_update',
                  table_name: 'customers',
                  operation: 'upsert',
                  record_id: '{{customer_id}}',
                  updates: { customer_name: '{{name}}', email: '{{email}}' },
                },
              ],
            },
          ],
        },
      ],
    }),
    example: { customer_id: 'C-78', name: 'Grace', email: 'grace@example.com' },
  },
  {
    key: 'ask_how_it_was',
    name: 'workflowTemplates.askHowItWas.name',
    description: 'workflowTemplates.askHowItWas.description',
    parameters: [
      {
        name: 'seconds',
        kind: 'number',
        label: 'workflowTemplates.parameters.seconds',
        pointer: '/workflow_steps/0/duration/seconds',
      },
    ],
    define: (say) => ({
      workflow_type: 'event_driven',
      trigger_conditions: { event_type: 'service_closed' },
      workflow_steps: [
        { id: 'pause', type: 'delay', duration: { seconds: 86_400 } },
        {
          id: 'customer',
          type: 'data_query',
          query: {
            dataset: 'customers',
            filter: { field: 'customer_id', operator: 'equals', value: '{{trigger.customer_id}}' },
            select: ['customer_id', 'customer_name'],
          },
        },
        {
          type: 'notification',
          notification_type: 'email',
          recipients: ['{{trigger.email}}'],
          conditions: [{ variable: 'customer.row_count', operator: 'equals', value: 1 }],
          subject: say('workflowTemplates.askHowItWas.title', { name: '{{customer.row.customer_name}}' }),
          message: say('workflowTemplates.askHowItWas.message'),
        },
      ],
    }),
    example: { customer_id: 'C-78', email: 'grace@example.com' },
  },
  {
    key: 'tell_of_failures',
    name: 'workflowTemplates.tellOfFailures.name',
    description: 'workflowTemplates.tellOfFailures.description',
    parameters: [],
    define: (say) => ({
      workflow_type: 'manual',
      workflow_steps: [
        {
          type: 'notification',
          role: 'owner',
          priority: 'high',
          subject: say('workflowTemplates.tellOfFailures.title', { workflow: '{{workflow_name}}' }),
          message: say('workflowTemplates.tellOfFailures.message', {
            reason: '{{failure.message}}',
            run: '{{run_id}}',
          }),
        },
      ],
    }),
    example: {
      workflow_name: 'Commission',
      run_id: 'run_1',
      failure: { code: 'step_broken', message: 'It broke.' },
    },
  },
];
