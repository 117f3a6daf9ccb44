import type { WorkflowTemplate } from './template.ts';

/** What can be done about what predictive analytics have found: a run is given the list as its input. */
export const answerTemplates: readonly WorkflowTemplate[] = [
  {
    key: 'call_customers_at_risk',
    name: 'workflowTemplates.callCustomersAtRisk.name',
    description: 'workflowTemplates.callCustomersAtRisk.description',
    parameters: [],
    define: (say) => ({
      workflow_type: 'manual',
      workflow_steps: [
        {
          id: 'each_customer',
          type: 'loop',
          items: 'trigger.customers',
          item_variable: 'customer',
          on_item_error: 'continue',
          steps: [
            {
              type: 'data_update',
              table_name: 'customers',
              operation: 'upsert',
              record_id: '{{customer.customer_id}}',
              updates: { risk_level: 'high', last_risk_assessment: '{{current_timestamp}}' },
            },
          ],
        },
        {
          type: 'notification',
          role: 'owner',
          subject: say('workflowTemplates.callCustomersAtRisk.title', { count: '{{each_customer.count}}' }),
          message: '{% for one in trigger.customers %}{{one.customer_name}}: {{one.value_saved}}; {% endfor %}',
        },
      ],
    }),
    example: {
      customers: [
        { customer_id: 'C-77', customer_name: 'Acme', value_saved: 140 },
        { customer_id: 'C-81', customer_name: 'Umbrella', value_saved: 95 },
      ],
    },
  },
  {
    key: 'order_stock',
    name: 'workflowTemplates.orderStock.name',
    description: 'workflowTemplates.orderStock.description',
    parameters: [
      {
        name: 'recipient',
        kind: 'email',
        label: 'workflowTemplates.parameters.purchasing',
        pointer: '/workflow_steps/1/recipients/0',
      },
    ],
    define: (say) => ({
      workflow_type: 'manual',
      workflow_steps: [
        {
          id: 'ask',
          type: 'approval_request',
          title: say('workflowTemplates.orderStock.question'),
          message: list,
          approvers: { roles: ['owner'] },
          deadline_seconds: 86_400,
          on_deadline: 'reject',
        },
        {
          type: 'notification',
          notification_type: 'email',
          recipients: [null],
          subject: say('workflowTemplates.orderStock.title'),
          message: list,
        },
      ],
    }),
    example: {
      products: [
        { product_id: 'P-1', product_name: 'Spade', order_units: 40, order_cost: 840 },
        { product_id: 'P-7', product_name: 'Rake', order_units: 12, order_cost: 220 },
      ],
    },
  },
];

const list =
  '{% for one in trigger.products %}{{one.order_units}} × {{one.product_name}} ({{one.order_cost}}); {% endfor %}';
