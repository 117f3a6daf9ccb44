const metrics = [
  'revenue',
  'orders',
  'average_order_value',
  'margin',
  'new_customers',
  'lost_customers',
  'service_requests',
  'first_response_time',
  'stock_on_hand',
  'conversion',
] as const;

/** The metrics that the product itself has a name for. */
export function isStandardMetric(name: string): name is (typeof metrics)[number] {
  return metrics.some((metric) => metric === name);
}
