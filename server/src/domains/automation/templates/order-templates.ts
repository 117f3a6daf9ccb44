import type { WorkflowTemplate } from './template.ts';

/** What can be done about leads and orders. */
export const orderTemplates: readonly WorkflowTemplate[] = [
  {
    key: 'qualify_leads',
    name: 'workflowTemplates.qualifyLeads.name',
    description: 'workflowTemplates.qualifyLeads.description',
    parameters: [
      {
        name: 'model',
        kind: 'model',
        modelType: 'classification',
        label: 'workflowTemplates.parameters.model',
        pointer: '/workflow_steps/0/model_id',
      },
      {
        name: 'address',
        kind: 'email',
        label: 'workflowTemplates.parameters.address',
        pointer: '/workflow_steps/1/then/0/recipients/0',
      },
    ],
    define: (say) => ({
      workflow_type: 'ai_triggered',
      trigger_conditions: {
        event_type: 'web_lead',
        conditions: [{ field: 'lead_source', operator: 'equals', value: 'website' }],
      },
      workflow_steps: [
        {
          id: 'score',
          type: 'ai_prediction',
          model_id: null,
          input_mapping: {
            company_size: 'trigger.employees',
            industry: 'trigger.industry',
            budget: 'trigger.budget',
          },
        },
        {
          type: 'condition_check',
          conditions: [{ variable: 'score.prediction', operator: 'greater_than', value: 0.7 }],
          // oxlint-disable-next-line unicorn/no-thenable -- what a condition_check calls it
          then: [
            {
              type: 'notification',
              notification_type: 'email',
              recipients: [null],
              subject: say('workflowTemplates.qualifyLeads.title', { company: '{{trigger.company}}' }),
              message: say('workflowTemplates.qualifyLeads.message', { chance: '{{score.prediction}}' }),
            },
          ],
        },
      ],
    }),
    example: { lead_source: 'website', company: 'Acme', employees: 1200, industry: 'steel', budget: 95_000 },
  },
  {
    key: 'thank_for_large_orders',
    name: 'workflowTemplates.thankForLargeOrders.name',
    description: 'workflowTemplates.thankForLargeOrders.description',
    parameters: [
      {
        name: 'amount',
        kind: 'number',
        label: 'workflowTemplates.parameters.amount',
        pointer: '/trigger_conditions/conditions/0/value',
      },
    ],
    define: (say) => ({
      workflow_type: 'event_driven',
      trigger_conditions: {
        event_type: 'shop_order',
        conditions: [{ field: 'amount', operator: 'greater_or_equal', value: 1000 }],
        idempotency_key: '{{order_id}}',
      },
      workflow_steps: [
        {
          type: 'notification',
          notification_type: 'email',
          recipients: ['{{email}}'],
          subject: say('workflowTemplates.thankForLargeOrders.title', { name: '{{name}}' }),
          message: say('workflowTemplates.thankForLargeOrders.message', { order: '{{order_id}}' }),
        },
      ],
    }),
    example: { order_id: 'O-77', amount: 1200, email: 'ada@example.com', name: 'Ada' },
  },
  {
    key: 'ask_before_large_discount',
    name: 'workflowTemplates.askBeforeLargeDiscount.name',
    description: 'workflowTemplates.askBeforeLargeDiscount.description',
    parameters: [
      {
        name: 'percent',
        kind: 'number',
        label: 'workflowTemplates.parameters.percent',
        pointer: '/trigger_conditions/conditions/0/value',
      },
    ],
    define: (say) => ({
      workflow_type: 'event_driven',
      trigger_conditions: {
        event_type: 'discount_requested',
        conditions: [{ field: 'percent', operator: 'greater_than', value: 10 }],
      },
      workflow_steps: [
        {
          id: 'ask',
          type: 'approval_request',
          title: say('workflowTemplates.askBeforeLargeDiscount.question', {
            percent: '{{percent}}',
            customer: '{{customer}}',
          }),
          message: say('workflowTemplates.askBeforeLargeDiscount.asked', { salesperson: '{{salesperson}}' }),
          approvers: { roles: ['owner'] },
          evidence: ['{{trigger.reason}}'],
          form: [
            {
              name: 'percent',
              label: say('workflowTemplates.askBeforeLargeDiscount.field'),
              type: 'number',
              required: true,
            },
          ],
          deadline_seconds: 86_400,
          on_deadline: 'reject',
          on_rejected: 'continue',
        },
        {
          type: 'notification',
          notification_type: 'email',
          recipients: ['{{salesperson}}'],
          subject: say('workflowTemplates.askBeforeLargeDiscount.title', { customer: '{{customer}}' }),
          message: [
            '{% if ask.approved %}',
            say('workflowTemplates.askBeforeLargeDiscount.granted', {
              percent: '{{ask.fields.percent | default: percent}}',
            }),
            '{% else %}',
            say('workflowTemplates.askBeforeLargeDiscount.refused'),
            '{% endif %}',
          ].join(''),
        },
      ],
    }),
    example: { percent: 15, customer: 'Acme', salesperson: 'sam@example.com', reason: 'Eleven years with us' },
  },
  {
    key: 'book_orders',
    name: 'workflowTemplates.bookOrders.name',
    description: 'workflowTemplates.bookOrders.description',
    parameters: [],
    define: (say) => ({
      workflow_type: 'manual',
      workflow_steps: [
        {
          id: 'each_order',
          type: 'loop',
          items: 'trigger.orders',
          item_variable: 'order',
          concurrency: 2,
          on_item_error: 'continue',
          steps: [
            {
              type: 'data_update',
              table_name: 'orders',
              operation: 'upsert',
              record_id: '{{order.order_id}}',
              updates: { amount: '{{order.amount}}', status: 'booked' },
            },
          ],
        },
        {
          type: 'notification',
          role: 'owner',
          subject: say('workflowTemplates.bookOrders.title'),
          message: say('workflowTemplates.bookOrders.message', {
            succeeded: '{{each_order.succeeded}}',
            count: '{{each_order.count}}',
          }),
        },
      ],
    }),
    example: {
      orders: [
        { order_id: 'O-901', amount: 10.5 },
        { order_id: 'O-902', amount: 20 },
      ],
    },
  },
  {
    key: 'commission',
    name: 'workflowTemplates.commission.name',
    description: 'workflowTemplates.commission.description',
    parameters: [],
    define: (say) => ({
      workflow_type: 'webhook',
      workflow_steps: [
        {
          id: 'commission',
          type: 'script',
          input: { orders: 'trigger.orders' },
          source:
            'const total = input.orders.reduce((sum, order) => sum + order.amount, 0); return { total, commission: Math.round(total * 3) / 100 };',
        },
        {
          type: 'condition_check',
          conditions: [{ formula: 'commission.commission > 10.0' }],
          // oxlint-disable-next-line unicorn/no-thenable -- what a condition_check calls it
          then: [
            {
              type: 'notification',
              role: 'owner',
              subject: say('workflowTemplates.commission.title'),
              message: say('workflowTemplates.commission.message', {
                commission: '{{commission.commission}}',
                total: '{{commission.total}}',
              }),
            },
          ],
        },
      ],
    }),
    example: { orders: [{ amount: 400 }, { amount: 100.5 }] },
  },
];
