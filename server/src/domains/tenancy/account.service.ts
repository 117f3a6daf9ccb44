import type { Audit } from '../../platform/audit/audit.ts';
import type { Database } from '../../platform/db/database.ts';
import type { Logger } from '../../platform/log.ts';
import type { Messages } from '../../platform/messages/messages.ts';
import { createAccountRecord } from './access/account-record.ts';
import type { Organization } from './access/organizations.service.ts';
import type { Principals } from './access/principals.ts';
import { createSessionService } from './access/sessions.service.ts';
import type { Identity } from './identity.ts';
import { createPasswordResetService, type SendMail } from './password-reset/password-reset.service.ts';
import { createRescueService } from './password-reset/rescue.service.ts';
import { createSecondFactorService } from './second-factor/second-factor.service.ts';

export interface AccountDeps {
  database: Database;
  identity: Identity;
  principals: Principals;
  audit: Pick<Audit, 'record'>;
  log: Logger;
  messages: Messages;
  /** The languages that this server speaks. */
  languages: readonly string[];
  getOrganization(organizationId: number): Promise<Organization>;
  /** Null where the server sends no mail. */
  sendMail: SendMail | null;
  /** Where links lead. */
  publicUrl: string;
}

/** What concerns a person's account, whatever organizations they belong to. */
export function createAccountServices(given: AccountDeps) {
  const deps = { ...given, record: createAccountRecord(given) };
  return {
    sessions: createSessionService(deps),
    secondFactor: createSecondFactorService(deps),
    passwordResets: createPasswordResetService(deps),
    rescue: createRescueService(deps),
  };
}
