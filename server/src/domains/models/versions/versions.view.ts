import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import { toDataQuality } from '../data-quality.ts';
import type { ModelService } from '../models.service.ts';
import { toVersion } from '../models.view.ts';
import { verdictText } from '../serving/serving.view.ts';

type Receipt = Awaited<ReturnType<ModelService['getReceipt']>>;
type Comparison = Awaited<ReturnType<ModelService['compare']>>;

export function toReceipt({ version, dataQuality }: Receipt, language: LanguageCode, messages: Messages) {
  return {
    ...toVersion(version, language, messages),
    model_id: version.model_id,
    job_id: version.job_id,
    model_type: version.model_type,
    classes: version.classes,
    positive_class: version.positive_class,
    validation_split: version.validation_split,
    hyperparameter_tuning: version.hyperparameter_tuning,
    training_data_source: version.training_data_source,
    rows_total: version.rows_total,
    training_ms: version.training_ms,
    data_quality: toDataQuality(dataQuality, language, messages),
  };
}

export function toComparison(
  modelId: number,
  { versions, comparison, live }: Comparison,
  language: LanguageCode,
  messages: Messages,
) {
  return {
    model_id: modelId,
    versions: versions.map(({ version }) => version),
    ...comparison,
    live: live.map(({ version, against, compared }) => ({
      version,
      against,
      rows: compared.rows,
      metric: compared.metric,
      difference: compared.difference,
      p_value: compared.pValue,
      verdict: compared.verdict,
      text: verdictText(compared, { champion: against, challenger: version }, language, messages),
    })),
  };
}
