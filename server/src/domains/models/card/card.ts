import type { SegmentTrait } from '../../../numeric/index.ts';
import { formatDate, formatList, formatNumber, formatPercent } from '../../../platform/messages/formats.ts';
import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { judgeAgainstBaseline } from '../baseline-gate.ts';
import { learnsTarget } from '../type-rules.ts';
import type { ModelRow } from '../models.repository.ts';
import type { FeatureDescription } from '../models.schema.ts';
import type { DeploymentRow } from '../serving/serving.repository.ts';
import type { VersionRow } from '../versions.repository.ts';

/** What a card tells of. */
export interface CardFacts {
  model: Pick<ModelRow, 'id' | 'model_name' | 'description' | 'purpose'>;
  version: VersionRow;
  /** Of this version, the latest first. */
  deployments: readonly DeploymentRow[];
}

interface CardSection {
  key: string;
  title: string;
  paragraphs: string[];
  table: { columns: string[]; rows: string[][] } | null;
}

export interface Card {
  model_id: number;
  version: number;
  language: LanguageCode;
  title: string;
  sections: CardSection[];
}

type Say = (key: string, params?: Record<string, string | number>) => string;

/** A model's version in the words of one reader: only what was said, measured or counted. Sections without content are left out. */
export function createCard(facts: CardFacts, language: LanguageCode, messages: Messages): Card {
  const say: Say = (key, params = {}) => messages.translate(language, `models.card.${key}`, params);
  const { model, version } = facts;
  const section = (key: string, paragraphs: string[], table: CardSection['table'] = null): CardSection => ({
    key,
    title: say(`section.${key}`),
    paragraphs,
    table,
  });
  const warnings = version.warnings.map(({ code, column = '', params }) =>
    messages.translate(language, `models.warnings.${code}`, { ...params, column }),
  );
  return {
    model_id: model.id,
    version: version.version,
    language,
    title: say('title', { name: model.model_name, version: version.version }),
    sections: [
      section('purpose', describePurpose(facts, say)),
      section('data', describeData(version, say)),
      section('features', [], describeFeatures(version, say, language)),
      section('segments', [], describeSegments(version, say, language)),
      section('training', describeTraining(version, say, language)),
      section('metrics', describeGate(version, say, language), describeMetrics(version, say, language)),
      section('calibration', describeCalibration(version, say, language)),
      section('limits', describeLimits(version, say)),
      section('warnings', warnings),
      section('deployments', [], describeDeployments(facts, say, language)),
    ].filter(({ paragraphs, table }) => paragraphs.length > 0 || (table !== null && table.rows.length > 0)),
  };
}

function describePurpose({ model, version }: CardFacts, say: Say): string[] {
  const { classes, positive_class: positive } = version;
  return [
    describeAnswer(version, say),
    ...(classes.length > 0 ? [say('classes', { classes: classes.map(String).join(', ') })] : []),
    ...(positive === null ? [] : [say('positive_class', { label: String(positive) })]),
    ...(model.purpose === null ? [] : [say('purpose', { purpose: model.purpose })]),
    ...(model.description === null ? [] : [model.description]),
  ];
}

function describeAnswer(version: VersionRow, say: Say): string {
  const { model_type: type, target_column: target, feature_columns: features } = version;
  const params = { target: target ?? '', count: features.length };
  if (type === 'classification') return say('predicts_class', params);
  if (type === 'anomaly_detection') return say('finds_anomalies', params);
  if (type === 'clustering') return say('divides', params);
  if (type === 'recommendations') return say('recommends', { who: features[0] ?? '', what: features[1] ?? '' });
  return say(isSeries(version) ? 'continues' : 'predicts_number', params);
}

function describeData(version: VersionRow, say: Say): string[] {
  const { rows_training: training, rows_validation: validation, rows_without_target: without } = version;
  const { dataset, time_column: column } = version.training_data_source;
  return [
    say(learnedFrom(version), { dataset, rows: training + validation }),
    ...(without > 0 ? [say('without_target', { rows: without })] : []),
    ...(validation > 0 ? [describeHeldOut(version, column, say)] : []),
    ...(version.model_type === 'anomaly_detection' ? [say('planted')] : []),
    ...(version.model_type === 'recommendations' ? [say(`held_out_items_${version.split}`)] : []),
    say('snapshot', { hash: version.data_snapshot_hash }),
  ];
}

const isSeries = ({ model_type: type, feature_columns: features }: VersionRow): boolean =>
  type === 'forecasting' && features.length === 0;

function learnedFrom(version: VersionRow): string {
  const { algorithm, model_type: type } = version;
  if (algorithm === 'custom') return 'judged';
  if (isSeries(version)) return 'data_periods';
  return learnsTarget(type) ? 'data' : 'data_whole';
}

function describeHeldOut(version: VersionRow, column: string | undefined, say: Say): string {
  const { split, rows_validation: rows } = version;
  if (isSeries(version)) return say('rolling_origins', { periods: rows });
  return split === 'time' && column !== undefined
    ? say('held_out_latest', { rows, column })
    : say('held_out_random', { rows });
}

/** What sets each segment apart, in words. */
function describeSegments({ segments }: VersionRow, say: Say, language: LanguageCode): CardSection['table'] {
  return {
    columns: ['segment', 'rows', 'share', 'traits'].map((column) => say(`column.${column}`)),
    rows: segments.map(({ segment, rows, share, traits }) => [
      String(segment),
      formatNumber(rows, language),
      formatPercent(share, language),
      traits.length === 0
        ? '–'
        : formatList(
            traits.map((trait) => describeTrait(trait, say, language)),
            language,
          ),
    ]),
  };
}

function describeTrait(trait: SegmentTrait, say: Say, language: LanguageCode): string {
  const direction = trait.effect > 0 ? 'more' : 'less';
  if (trait.kind === 'category') {
    const { column, category, share, overall } = trait;
    return say('trait_share', { column, category, direction, share, overall });
  }
  const [mean, overall] = [showNumber(trait.mean, language), showNumber(trait.overall, language)];
  return say('trait_mean', { column: trait.column, direction, mean, overall });
}

function describeFeatures(version: VersionRow, say: Say, language: LanguageCode): CardSection['table'] {
  const importance = new Map(version.importance.map((each) => [each.feature, each.loss_increase]));
  const show = (value: number | undefined) => (value === undefined ? '–' : showNumber(value, language));
  return {
    columns: ['feature', 'type', 'values', 'importance'].map((column) => say(`column.${column}`)),
    rows: version.feature_schema.map((feature) => [
      feature.label === feature.name ? feature.name : `${feature.label} (${feature.name})`,
      say(`type.${feature.type}`),
      showRange(feature, say, language),
      show(importance.get(feature.name)),
    ]),
  };
}

function showRange({ min, max, categories }: FeatureDescription, say: Say, language: LanguageCode): string {
  if (categories !== undefined) return say('categories', { count: categories.length });
  if (min === undefined || max === undefined) return '–';
  const show = (value: number | string) => (typeof value === 'number' ? showNumber(value, language) : value);
  return `${show(min)} … ${show(max)}`;
}

function describeTraining(version: VersionRow, say: Say, language: LanguageCode): string[] {
  const { algorithm, seed, code_version: code, trials } = version;
  const date = showDate(version.trained_at, language);
  const parameters = Object.entries(version.hyperparameters).map(
    ([name, value]) => `${name} ${showNumber(value, language)}`,
  );
  return [
    algorithm === 'custom' ? say('imported', { code, date }) : say('trained', { algorithm, seed, code, date }),
    ...(trials.length > 0 ? [say('tuned', { trials: trials.length })] : []),
    ...(parameters.length > 0 ? [say('hyperparameters', { list: parameters.join(', ') })] : []),
    say('artifact', { hash: version.artifact_sha256 }),
  ];
}

function describeGate(version: VersionRow, say: Say, language: LanguageCode): string[] {
  const { beaten, metric, isHigherBetter, value, baseline } = judgeAgainstBaseline(version);
  if (baseline === null) return [say('no_baseline')];
  const [shown, naive] = [value, baseline].map((each) => (Number.isFinite(each) ? showNumber(each, language) : '–'));
  const params = { metric, value: shown ?? '', baseline: naive ?? '', better: isHigherBetter ? 'higher' : 'lower' };
  return [say(beaten ? 'beats_baseline' : 'misses_baseline', params)];
}

function describeMetrics(version: VersionRow, say: Say, language: LanguageCode): CardSection['table'] {
  const show = (value: number | undefined) => (value === undefined ? '–' : showNumber(value, language));
  return {
    columns: ['metric', 'value', 'interval', 'baseline'].map((column) => say(`column.${column}`)),
    rows: Object.entries(version.metrics).map(([metric, value]) => {
      const interval = version.metric_intervals[metric];
      const range = interval ? `${show(interval.lower)} … ${show(interval.upper)}` : '–';
      return [metric, show(value), range, show(version.baseline[metric])];
    }),
  };
}

function describeCalibration({ metrics }: VersionRow, say: Say, language: LanguageCode): string[] {
  const { ece, coverage } = metrics;
  return [
    ...(ece === undefined ? [] : [say('calibration_error', { error: showNumber(ece, language) })]),
    ...(coverage === undefined ? [] : [say('coverage', { share: coverage })]),
  ];
}

function describeLimits(version: VersionRow, say: Say): string[] {
  const { split, model_type: type, feature_schema: features } = version;
  if (features.length === 0 || isSeries(version) || type === 'recommendations') return [say('limits_past')];
  return [say('limits_range'), ...(split === 'random' ? [say('limits_time')] : [])];
}

function describeDeployments({ deployments }: CardFacts, say: Say, language: LanguageCode): CardSection['table'] {
  return {
    columns: ['date', 'step', 'by', 'reason'].map((column) => say(`column.${column}`)),
    rows: deployments.map((each) => [
      showDate(each.deployed_at, language),
      say(`step.${each.forced ? 'forced' : each.kind}`),
      each.deployed_by === null ? say('by_other') : say('by_user', { user: each.deployed_by }),
      each.reason ?? '–',
    ]),
  };
}

const showDate = (date: Date, language: LanguageCode): string => formatDate(date, language, { timeZone: 'UTC' });

/** Three digits that say something, however small the number is. */
function showNumber(value: number, language: LanguageCode): string {
  const leadingZeros = value === 0 ? 0 : Math.max(0, -Math.floor(Math.log10(Math.abs(value))) - 1);
  return formatNumber(value, language, { maximumFractionDigits: Math.min(20, leadingZeros + 3) });
}
