import type { Kind, Phrase } from '../kind.ts';
import { type ChurnPlan, churnRequest, type ChurnRequest, churnResult, type ChurnResult } from './churn.schema.ts';
import { computeChurn } from './compute-churn.ts';
import { type ChurnData, needsOf, readChurn } from './read-churn.ts';

/** Which customers are about to leave, why, what that costs, and whom to contact first. */
export const customerChurn: Kind<ChurnRequest, ChurnPlan, ChurnData, ChurnResult> = {
  name: 'customer_churn',
  description:
    'The chance of every customer to be lost, learned from how each one buys; what is at risk in money, how long customers stay, and a list ranked by what a contact saves.',
  request: churnRequest,
  result: churnResult,
  prepare: (request) => ({
    horizon_days: request.horizon_days ?? 365,
    contact_cost: request.contact_cost ?? 5,
    save_rate: request.save_rate ?? 0.1,
    margin: request.margin ?? null,
    discount_rate: request.discount_rate ?? 0.1,
    min_window_days: request.min_window_days ?? 30,
    max_window_days: Math.max(request.max_window_days ?? 180, request.min_window_days ?? 30),
    lost_on_column: request.lost_on_column ?? null,
    segment_by: request.segment_by ?? 'segment',
    excluded_statuses: request.excluded_statuses ?? ['cancelled', 'canceled', 'refunded'],
    exchange_rates: request.exchange_rates ?? {},
    algorithm: request.algorithm ?? 'logistic_regression',
  }),
  needs: needsOf,
  features: () => [],
  read: readChurn,
  compute: computeChurn,
  summarize: (result, plan, { today }) => {
    const { currency } = result;
    const money = (amount: number) => ({ money: amount, currency });
    const { customers, value_at_risk: atRisk, contacts, quality, definition, method, margin } = result;
    const phrases: Phrase[] = [
      {
        key: 'churn.summary.atRisk',
        params: {
          customers: customers.active,
          leaving: Math.round(result.expected_to_leave),
          value: money(atRisk.mean),
          lower: money(atRisk.lower),
          upper: money(atRisk.upper),
        },
        tone: 'finding',
      },
      {
        key: 'churn.summary.contacts',
        params: { customers: contacts.customers, saved: money(contacts.value_saved), cost: money(contacts.cost) },
        tone: 'finding',
      },
    ];
    if (quality !== null && quality.model.lift_top_decile !== null && quality.model.roc_auc !== null) {
      phrases.push({
        key: 'churn.summary.quality',
        params: {
          day: { day: quality.day },
          customers: quality.customers,
          lift: { rounded: quality.model.lift_top_decile, digits: 1 },
          auc: { rounded: quality.model.roc_auc, digits: 2 },
        },
        tone: 'finding',
      });
    }
    phrases.push(
      definition.kind === 'inactivity'
        ? {
            key: 'churn.notes.inactivity',
            params: {
              share: { share: definition.back_in_time },
              least: definition.least_days,
              most: definition.most_days,
              median: definition.median_days,
            },
            tone: 'caveat',
          }
        : { key: 'churn.notes.column', params: { column: plan.lost_on_column ?? '' }, tone: 'caveat' },
      {
        key: 'churn.notes.assumption',
        params: { rate: { share: plan.save_rate }, cost: money(plan.contact_cost) },
        tone: 'caveat',
      },
    );
    if (method === 'bg_nbd') phrases.push({ key: 'churn.notes.baseline', tone: 'caveat' });
    if (margin.source === 'none') phrases.push({ key: 'churn.notes.noMargin', tone: 'caveat' });
    if (daysBetween(result.as_of, today) > 7)
      phrases.push({ key: 'churn.notes.oldData', params: { day: { day: result.as_of } }, tone: 'caveat' });
    return phrases;
  },
};

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
