import type { LanguageCode } from '../../../platform/messages/languages.ts';
import type { Messages } from '../../../platform/messages/messages.ts';
import type { ModelService } from '../models.service.ts';
import type { ChallengeComparison } from './challenge.ts';
import type { DeploymentRow } from './serving.repository.ts';

type ChallengerState = Awaited<ReturnType<ModelService['getChallenger']>>;

export function toDeployment({ deployed_at: deployedAt, ...row }: DeploymentRow) {
  return { ...row, deployed_at: deployedAt.toISOString() };
}

export function toChallenger(state: ChallengerState, language: LanguageCode, messages: Messages) {
  const { modelId, mode, share, since, champion, challenger, comparison, pending, refused } = state;
  const { pValue, ...compared } = comparison;
  const rivals = { champion: champion.version, challenger: challenger.version };
  return {
    model_id: modelId,
    version: challenger.version,
    mode,
    share,
    since: since.toISOString(),
    champion,
    challenger,
    comparison: { ...compared, p_value: pValue, text: verdictText(comparison, rivals, language, messages) },
    pending,
    refused,
  };
}

export function verdictText(
  { verdict, rows }: Pick<ChallengeComparison, 'verdict' | 'rows'>,
  rivals: { champion: number; challenger: number },
  language: LanguageCode,
  messages: Messages,
): string {
  return messages.translate(language, `models.challenger.${verdict}`, { rows, ...rivals });
}
