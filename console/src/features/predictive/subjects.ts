import type { AnalysisKind } from '../../api/types.ts';
import type { Subject } from '../../lib/subjects.ts';

/** A dataset that an answer is computed from. */
interface Need {
  dataset: string;
  /** Without these there is no answer. */
  columns: readonly string[];
}

interface SubjectFacts {
  kind: AnalysisKind;
  needs: readonly Need[];
  /** What makes the answer better, where it is there. */
  helps: readonly string[];
}

/** What can be asked about, as the server calls it, and what each question needs. */
export const subjectFacts: Readonly<Record<Subject, SubjectFacts>> = {
  customers: {
    kind: 'customer_churn',
    needs: [{ dataset: 'orders', columns: ['customer_id', 'ordered_at', 'amount'] }],
    helps: ['customers', 'service_requests', 'order_lines'],
  },
  stock: {
    kind: 'inventory_optimization',
    needs: [
      { dataset: 'products', columns: ['product_id'] },
      { dataset: 'orders', columns: ['order_id', 'ordered_at'] },
      { dataset: 'order_lines', columns: ['order_id', 'product_id', 'quantity'] },
      { dataset: 'inventory_levels', columns: ['date', 'product_id', 'on_hand'] },
    ],
    helps: ['stock_movements'],
  },
  service: {
    kind: 'service_demand',
    needs: [{ dataset: 'service_requests', columns: ['opened_at', 'queue'] }],
    helps: [],
  },
  revenue: {
    kind: 'revenue_forecast',
    needs: [{ dataset: 'orders', columns: ['ordered_at', 'amount'] }],
    helps: ['order_lines', 'products', 'marketing_spend'],
  },
};
