import type { Credential, CredentialContent } from '../../api/types.ts';

type CredentialKind = Credential['kind'];
export const credentialKinds = [
  'bearer',
  'header',
  'basic',
  'query',
  'hmac',
] as const satisfies readonly CredentialKind[];

/** What stands in the form, as text. */
export interface CredentialDraft {
  name: string;
  kind: CredentialKind;
  header: string;
  prefix: string;
  parameter: string;
  username: string;
  /** One a line, or parted by commas. */
  hosts: string;
  secret: string;
}

export type DraftField = Exclude<keyof CredentialDraft, 'kind'>;

/** The fields that a kind has beside its secret and its hosts. */
export const fieldsOfKind: Record<CredentialKind, readonly ('header' | 'prefix' | 'parameter' | 'username')[]> = {
  bearer: [],
  header: ['header', 'prefix'],
  basic: ['username'],
  query: ['parameter'],
  hmac: ['header', 'prefix'],
};

/** The secret of one that is replaced is not known here: it is written anew. */
export function draftOf(credential: Credential | undefined): CredentialDraft {
  return {
    name: credential?.name ?? '',
    kind: credential?.kind ?? 'bearer',
    header: credential?.header ?? '',
    prefix: credential?.prefix ?? '',
    parameter: credential?.parameter ?? '',
    username: credential?.username ?? '',
    hosts: credential?.hosts.join('\n') ?? '',
    secret: '',
  };
}

const hostsIn = (text: string): string[] => text.split(/[\s,]+/).filter((host) => host !== '');

export function contentOf(draft: CredentialDraft): CredentialContent {
  const given = fieldsOfKind[draft.kind].filter((field) => draft[field] !== '');
  return {
    kind: draft.kind,
    // A prefix may end in a blank that is meant.
    ...Object.fromEntries(given.map((field) => [field, field === 'prefix' ? draft[field] : draft[field].trim()])),
    hosts: hostsIn(draft.hosts),
    secret: draft.secret,
  };
}

/** What must still be written. */
export function missingIn(draft: CredentialDraft): DraftField[] {
  const needed: readonly DraftField[] = ['name', ...fieldsOfKind[draft.kind], 'secret', 'hosts'];
  return needed.filter((field) => field !== 'prefix' && draft[field].trim() === '');
}
