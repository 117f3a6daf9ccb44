import type { Database } from '../../../platform/db/database.ts';
import { modelErrors } from '../models.errors.ts';
import type { ModelWithVersions } from '../models.repository.ts';
import { type ChallengeComparison, judgePaired, type PairedFigures, type Rivals } from '../serving/challenge.ts';
import * as repository from '../versions.repository.ts';
import { compareVersions } from './compare.ts';

interface Deps {
  database: Database;
  findPairedFigures(organizationId: number, rivals: Rivals): Promise<PairedFigures>;
  get(organizationId: number, id: number): Promise<ModelWithVersions>;
}

/** One version held against another on live rows that both have scored. */
export interface LiveComparison {
  version: number;
  against: number;
  compared: ChallengeComparison;
}

const EVER = new Date(0);

/** What each training made, and how these differ. */
export function createVersions({ database, findPairedFigures, get }: Deps) {
  /** @throws AppError version_not_found */
  async function getVersion(organizationId: number, id: number, version: number): Promise<repository.VersionRow> {
    const found = await repository.findVersion(database.tenant(organizationId), organizationId, id, version);
    if (!found) throw modelErrors.version_not_found({ model: id, version });
    return found;
  }

  return {
    getVersion,

    /** The latest first. @throws AppError model_not_found */
    async listVersions(organizationId: number, id: number, page: { before: number | null; limit: number }) {
      await get(organizationId, id);
      return repository.pageVersions(database.tenant(organizationId), organizationId, id, page);
    },

    /** With all that its training found and was told. @throws AppError model_not_found, version_not_found */
    async getReceipt(organizationId: number, id: number, number: number) {
      await get(organizationId, id);
      const version = await getVersion(organizationId, id, number);
      const db = database.tenant(organizationId);
      const dataQuality = await repository.findDataQuality(db, organizationId, id, number);
      return { version, dataQuality };
    },

    /** The first is what the others are held against. @throws AppError model_not_found, version_not_found, comparison_invalid */
    async compare(organizationId: number, id: number, numbers: readonly number[]) {
      await get(organizationId, id);
      const [first, ...others] = await Promise.all(
        [...new Set(numbers)].map((number) => getVersion(organizationId, id, number)),
      );
      if (!first || others.length === 0) {
        throw modelErrors.comparison_invalid(
          {},
          { faults: [{ pointer: '/query/versions', code: 'too_few_versions' }] },
        );
      }
      const live = await Promise.all(
        others.map(async (challenger): Promise<LiveComparison> => {
          const paired = await findPairedFigures(organizationId, { champion: first, challenger, since: EVER });
          return { version: challenger.version, against: first.version, compared: judgePaired(paired) };
        }),
      );
      return { versions: [first, ...others] as const, comparison: compareVersions([first, ...others]), live };
    },
  };
}
