import type { Pool, PoolClient } from 'pg';
import { within } from '../within.ts';
import type { SecretPlace, Secrets } from '../../../platform/secrets/secrets.ts';
import { tenancyErrors } from '../tenancy.errors.ts';
import { hashRecoveryCode, makeRecoveryCodes } from './recovery-codes.ts';
import * as repository from './second-factors.repository.ts';
import { findStep, makeSecret } from './totp.ts';

/** What somebody has beside their password. */
interface SecondFactorState {
  isOn: boolean;
  since: Date | null;
  recoveryCodesLeft: number;
}

export interface SecondFactors {
  find(userId: number): Promise<SecondFactorState>;
  isOn(userId: number): Promise<boolean>;
  /** Those of the users who have one. */
  listProtected(userIds: readonly number[]): Promise<number[]>;
  /** @returns the secret for the app, which is kept and not yet asked for @throws AppError second_factor_on */
  begin(userId: number): Promise<string>;
  /** The first right code puts it into force. @returns the recovery codes @throws AppError second_factor_on, second_factor_off, second_factor_refused, second_factor_locked */
  confirm(userId: number, code: string): Promise<string[]>;
  /** Of the app or a recovery code; each is taken once. @throws AppError second_factor_off, second_factor_refused, second_factor_locked */
  check(userId: number, code: string): Promise<'app' | 'recovery'>;
  /** The ones of before are worth nothing any more. */
  renewRecoveryCodes(userId: number): Promise<string[]>;
  /** @returns whether there was one */
  remove(userId: number): Promise<boolean>;
  /** Seals with the present key what has another. @returns how many */
  reseal(): Promise<number>;
}

/** After so many wrong codes without a right one no further is looked at for a while; each time for twice as long. */
const TRIES_BEFORE_LOCK = 10;
const FIRST_LOCK_MS = 15 * 60_000;
const LONGEST_LOCK_MS = 24 * 3_600_000;

interface SecondFactorDeps {
  pool: Pool;
  secrets: Secrets;
}

export function createSecondFactors({ pool, secrets }: SecondFactorDeps): SecondFactors {
  /** What is refused is counted, so nothing may throw before the commit. */
  async function tryCode(
    userId: number,
    accept: (db: PoolClient, row: repository.FactorRow) => Promise<'app' | 'recovery' | null>,
  ) {
    const outcome = await within(pool, async (db) => {
      const row = await repository.lockFactor(db, userId);
      if (!row) return tenancyErrors.second_factor_off();
      const waitMs = (row.locked_until?.getTime() ?? 0) - Date.now();
      if (waitMs > 0) {
        const seconds = Math.ceil(waitMs / 1000);
        return tenancyErrors.second_factor_locked({ seconds, minutes: Math.ceil(seconds / 60) });
      }
      const accepted = await accept(db, row);
      if (accepted !== null) return accepted;
      await repository.countFailure(db, userId, lockAfter(row.failed_count + 1));
      return tenancyErrors.second_factor_refused();
    });
    if (outcome instanceof Error) throw outcome;
    return outcome;
  }

  async function acceptAppCode(db: PoolClient, row: repository.FactorRow, code: string): Promise<'app' | null> {
    const step = findStep(secrets.open(placeOf(row.user_id), row), code, Date.now(), row.last_step);
    if (step === null) return null;
    await repository.acceptStep(db, row.user_id, step);
    return 'app';
  }

  return {
    ...createStanding({ pool, secrets }),
    async begin(userId) {
      const secret = makeSecret();
      if (!(await repository.beginFactor(pool, userId, secrets.seal(placeOf(userId), secret)))) {
        throw tenancyErrors.second_factor_on();
      }
      return secret;
    },
    async confirm(userId, code) {
      if (await isConfirmed(pool, userId)) throw tenancyErrors.second_factor_on();
      let codes: string[] = [];
      await tryCode(userId, async (db, row) => {
        const accepted = await acceptAppCode(db, row, digitsOf(code));
        if (accepted) codes = await renew(db, userId);
        return accepted;
      });
      return codes;
    },
    check: (userId, code) =>
      tryCode(userId, async (db, row) => {
        if (row.confirmed_at === null) return null;
        const digits = digitsOf(code);
        if (/^\d{6}$/.test(digits)) return acceptAppCode(db, row, digits);
        if (!(await repository.useRecoveryCode(db, userId, hashRecoveryCode(code)))) return null;
        await repository.acceptStep(db, userId, null);
        return 'recovery';
      }),
    renewRecoveryCodes: (userId) => within(pool, (db) => renew(db, userId)),
    remove: (userId) => repository.deleteFactor(pool, userId),
  };
}

async function renew(db: repository.IdentityDb, userId: number): Promise<string[]> {
  const codes = makeRecoveryCodes();
  await repository.replaceRecoveryCodes(db, userId, codes.map(hashRecoveryCode));
  return codes;
}

function createStanding({
  pool,
  secrets,
}: SecondFactorDeps): Pick<SecondFactors, 'find' | 'isOn' | 'listProtected' | 'reseal'> {
  return {
    async find(userId) {
      const row = await repository.findFactor(pool, userId);
      const since = row?.confirmed_at ?? null;
      const isOn = since !== null;
      return { isOn, since, recoveryCodesLeft: isOn ? await repository.countRecoveryCodes(pool, userId) : 0 };
    },
    isOn: (userId) => isConfirmed(pool, userId),
    listProtected: (userIds) => repository.listProtected(pool, userIds),
    async reseal() {
      const rows = await repository.listFactorsNotSealedWith(pool, secrets.currentKeyId);
      for (const row of rows) {
        const place = placeOf(row.user_id);
        await repository.resealFactor(pool, row, secrets.seal(place, secrets.open(place, row)));
      }
      return rows.length;
    },
  };
}

const isConfirmed = async (pool: Pool, userId: number): Promise<boolean> =>
  (await repository.findFactor(pool, userId))?.confirmed_at != null;

/** Users belong to no organization; none has the number 0. */
const placeOf = (userId: number): SecretPlace => [0, 'second_factor', userId];

/** Apps show the digits in groups. */
const digitsOf = (code: string): string => code.replaceAll(/[\s-]/g, '');

function lockAfter(failures: number): Date | null {
  if (failures % TRIES_BEFORE_LOCK !== 0) return null;
  const lockMs = Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** (failures / TRIES_BEFORE_LOCK - 1));
  return new Date(Date.now() + lockMs);
}
