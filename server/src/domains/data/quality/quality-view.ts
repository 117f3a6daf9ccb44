import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { wordsOf } from '../datasets/constraints.ts';
import { spokenParams } from '../profile/profile-view.ts';
import { type AlertFigures, type AlertStatus, figuresOf } from './alerts.repository.ts';
import type { StandingAlert } from './alerts.service.ts';
import type { NewRuleBody, RuleChangeBody } from './quality.schema.ts';
import type { RuleChange, StandingRule } from './rules.service.ts';
import { DEFAULT_PSI, isAboutRows, type NewRule, type RuleResult, type RuleSetting } from './rules.ts';
import type { PastResult } from './rules.repository.ts';
import type { Suggestion } from './suggest-rules.ts';

/** Rules that say what constraints say are said in their words. */
const SAME_WORDS = {
  not_blank: 'required',
  unique: 'unique',
  one_of: 'one_of',
  pattern: 'pattern',
  reference: 'reference',
} as const;

/** Puts rules, what came of them and alerts into the words of a reader. */
export function createQualityWords(messages: Messages) {
  const readerOf = (language: LanguageCode): Say => {
    return (key, params) => messages.translate(language, key, spokenParams(language, params));
  };
  const past = (language: LanguageCode, rule: NewRule, each: PastResult) => ({
    id: each.id,
    checked_at: each.checkedAt.toISOString(),
    cause: each.cause,
    ...viewResult(readerOf(language), rule, each),
  });
  return {
    past,
    sentence: (language: LanguageCode, rule: NewRule) => sayRule(readerOf(language), rule),
    result: (language: LanguageCode, rule: NewRule, result: RuleResult) => viewResult(readerOf(language), rule, result),

    rule: (language: LanguageCode, each: StandingRule) => ({
      id: each.id,
      dataset: each.dataset,
      ...viewRule(readerOf(language), each),
      enabled: each.enabled,
      created_at: each.createdAt.toISOString(),
      updated_at: each.updatedAt.toISOString(),
      last_result: each.lastResult && past(language, each, each.lastResult),
    }),

    suggestion: (language: LanguageCode, { id, rule, reason, params }: Suggestion) => ({
      id,
      ...viewRule(readerOf(language), rule),
      reason: readerOf(language)(`quality.reasons.${reason}`, params),
    }),

    alert: (language: LanguageCode, { lastFigures, ...each }: StandingAlert) => ({
      id: each.id,
      dataset: each.dataset,
      rule: { id: each.rule.id, ...viewRule(readerOf(language), each.rule) },
      status: statusOf(each),
      severity: each.severity,
      text: sayFound(readerOf(language), each.rule, { ...lastFigures, reason: null }),
      opened_at: each.openedAt.toISOString(),
      last_seen_at: each.lastSeenAt.toISOString(),
      acknowledged_at: each.acknowledgedAt?.toISOString() ?? null,
      acknowledged_by: each.acknowledgedBy,
      closed_at: each.closedAt?.toISOString() ?? null,
      ending: each.ending,
      ...lastFigures,
    }),
  };
}

type Say = (key: string, params: Record<string, string | number>) => string;

const viewRule = (say: Say, rule: NewRule) => ({
  name: rule.name,
  sentence: sayRule(say, rule),
  kind: rule.kind,
  column: rule.column,
  setting: { ...rule.setting },
  allowed_share: rule.allowedShare,
  severity: rule.severity,
});

function viewResult(say: Say, rule: NewRule, result: RuleResult) {
  const figures = figuresOf(result);
  return { outcome: result.outcome, text: sayFound(say, rule, { ...figures, reason: result.reason }), ...figures };
}

function sayRule(say: Say, rule: NewRule): string {
  const said = saySetting(say, rule);
  if (rule.allowedShare === 0 || !(isAboutRows(rule) || rule.kind === 'unique')) return said;
  return say('quality.rules.allowed', { sentence: said, allowed_share: rule.allowedShare });
}

function sayFound(say: Say, { kind }: NewRule, found: AlertFigures & { reason: string | null }): string {
  const { rows_broken: rows, rows_checked: of, broken_share: share, figure, reason } = found;
  const params = { rows, of, broken_share: share, figure_number: figure ?? 0 };
  if (reason !== null) return say(`quality.unchecked.${reason}`, params);
  if (kind !== 'fresh' && kind !== 'volume' && kind !== 'drift') return say('quality.found.rows', params);
  return say(`quality.found.${figure === null ? 'nothing' : kind}`, params);
}

function saySetting(say: Say, { name, kind, column: own, setting }: NewRule): string {
  const column = own ?? '';
  const { columns = [], minimum, maximum, hours = 0, per = 'import', psi = DEFAULT_PSI } = setting;
  if (kind === 'unique' && columns.length > 0) {
    return say('quality.rules.unique_together', { columns: [column, ...columns].join(', ') });
  }
  if (kind === 'in_range') {
    if (minimum === undefined) return say('datasets.faults.maximum', { column, value: String(maximum) });
    if (maximum === undefined) return say('datasets.faults.minimum', { column, value: String(minimum) });
    return say('quality.rules.between', { column, minimum: String(minimum), maximum: String(maximum) });
  }
  if (kind === 'fresh') return say('quality.rules.fresh', { column, hours_number: hours });
  if (kind === 'volume') {
    const bounds = { minimum: String(minimum ?? 0), maximum: String(maximum ?? '∞') };
    return say('quality.rules.volume', { per, ...bounds });
  }
  if (kind === 'condition') return say('quality.rules.condition', { name: name ?? JSON.stringify(setting.condition) });
  if (kind === 'drift') return say('quality.rules.drift', { column, psi_number: psi });
  const { values = [], pattern = '', dataset = '' } = setting;
  return say(`datasets.faults.${SAME_WORDS[kind]}`, wordsOf({ column, setting: { values, pattern, dataset } }));
}

function statusOf({ closedAt, acknowledgedAt }: Pick<StandingAlert, 'closedAt' | 'acknowledgedAt'>): AlertStatus {
  if (closedAt) return 'closed';
  return acknowledgedAt ? 'acknowledged' : 'open';
}

function settingOf(body: Partial<NewRuleBody>): RuleSetting {
  const { kind: _kind, column: _column, name: _name, allowed_share: _share, ...rest } = body;
  const { severity: _severity, enabled: _enabled, ...setting } = rest;
  return setting;
}

/** A rule as it was sent. */
export function toNewRule(body: NewRuleBody): NewRule {
  return {
    name: body.name ?? null,
    kind: body.kind,
    column: body.column?.normalize('NFC') ?? null,
    setting: settingOf(body),
    allowedShare: body.allowed_share ?? 0,
    severity: body.severity ?? 'medium',
    enabled: body.enabled ?? true,
  };
}

/** What of a rule is to be changed. */
export function toRuleChange(body: RuleChangeBody): RuleChange {
  const { name, allowed_share: allowedShare, severity, enabled } = body;
  const setting = settingOf(body);
  return {
    ...(Object.keys(setting).length > 0 ? { setting } : {}),
    ...(name === undefined ? {} : { name }),
    ...(allowedShare === undefined ? {} : { allowedShare }),
    ...(severity === undefined ? {} : { severity }),
    ...(enabled === undefined ? {} : { enabled }),
  };
}
