import type { Actor } from '../../../platform/audit/audit.ts';
import { listConstraints } from '../datasets/constraints.repository.ts';
import type { Profile } from '../profile/profile.service.ts';
import { addRules } from './add-rules.ts';
import type { QualityDeps } from './quality-deps.ts';
import type { StandingRule } from './rules.service.ts';
import { listRules } from './rules.repository.ts';
import { type Suggestion, suggestRules } from './suggest-rules.ts';

/** A dataset must be measured first; the job does. */
interface Pending {
  jobId: string;
}

export function createSuggestionService(deps: QualityDeps) {
  const { database, profiles, now } = deps;

  /** Without those of which there is a rule already. */
  async function suggest(organizationId: number, { dataset, figures }: Profile): Promise<Suggestion[]> {
    const db = database.tenant(organizationId);
    const constraints = await listConstraints(db, organizationId, dataset.id);
    const rules = await listRules(db, organizationId, dataset.id);
    const isThere = ({ rule }: Suggestion): boolean =>
      rules.some(({ kind, column }) => kind === rule.kind && column === rule.column);
    return suggestRules(figures, constraints, now()).filter((suggestion) => !isThere(suggestion));
  }

  return {
    /** Rules that the dataset keeps, or nearly, as it is. @throws AppError dataset_not_found */
    async list(organizationId: number, name: string, actor: Actor): Promise<Suggestion[] | Pending> {
      const profile = await profiles.get(organizationId, name, actor);
      return 'figures' in profile ? suggest(organizationId, profile) : profile;
    },

    /** Makes proposed rules, all or those that are named. @throws AppError dataset_not_found, too_many_rules */
    async accept(
      organizationId: number,
      name: string,
      ids: readonly string[] | null,
      actor: Actor,
    ): Promise<StandingRule[] | Pending> {
      const profile = await profiles.get(organizationId, name, actor);
      if (!('figures' in profile)) return profile;
      const suggested = await suggest(organizationId, profile);
      const wanted = suggested.filter(({ id }) => ids === null || ids.includes(id)).map(({ rule }) => rule);
      const made = await addRules(deps, organizationId, profile.dataset, wanted, actor);
      return made.map((rule) => ({ ...rule, dataset: profile.dataset.name, lastResult: null }));
    },
  };
}
