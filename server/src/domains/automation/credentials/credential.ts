import { createHmac } from 'node:crypto';

export const credentialKinds = ['header', 'bearer', 'basic', 'query', 'hmac'] as const;
export type CredentialKind = (typeof credentialKinds)[number];

/** What is no secret of a credential: which fields it has depends on its kind. */
export interface CredentialSettings {
  /** header, hmac: where it is put. */
  header?: string;
  /** hmac: what stands before the signature, such as `sha256=`. */
  prefix?: string;
  /** query: the name of the parameter. */
  parameter?: string;
  /** basic */
  username?: string;
}

export interface Credential {
  kind: CredentialKind;
  settings: CredentialSettings;
  secret: string;
}

export interface CallParts {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: Buffer | null;
}

/** Which settings a credential of a kind needs, and which it may have. */
export const settingsOfKind: Record<CredentialKind, { needed: readonly string[]; optional: readonly string[] }> = {
  header: { needed: ['header'], optional: ['prefix'] },
  bearer: { needed: [], optional: [] },
  basic: { needed: ['username'], optional: [] },
  query: { needed: ['parameter'], optional: [] },
  hmac: { needed: ['header'], optional: ['prefix'] },
};

/** Adds a credential to a request. What the request says in its place goes away. */
export function applyCredential({ kind, settings, secret }: Credential, call: CallParts): CallParts {
  const withHeader = (name: string, value: string): CallParts => {
    const others = Object.entries(call.headers).filter(([each]) => each.toLowerCase() !== name.toLowerCase());
    return { ...call, headers: { ...Object.fromEntries(others), [name]: value } };
  };
  const { header = '', prefix = '', username = '', parameter = '' } = settings;
  const ways: Record<CredentialKind, () => CallParts> = {
    header: () => withHeader(header, prefix + secret),
    bearer: () => withHeader('authorization', `Bearer ${secret}`),
    basic: () => withHeader('authorization', `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`),
    query: () => ({ ...call, url: addQuery(call.url, { [parameter]: secret }) }),
    hmac: () =>
      withHeader(
        header,
        prefix +
          createHmac('sha256', secret)
            .update(call.body ?? '')
            .digest('hex'),
      ),
  };
  return ways[kind]();
}

/** Adds parameters to a URL as it is written, which stays to be judged as it was given. */
export function addQuery(url: string, values: Readonly<Record<string, string | readonly string[]>>): string {
  const added = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const each of Array.isArray(value) ? value : [value]) added.append(name, each);
  }
  if (added.size === 0) return url;
  const [address = '', fragment] = url.split(/#(.*)/s, 2);
  const joint = address.includes('?') ? (/[?&]$/.test(address) ? '' : '&') : '?';
  return `${address}${joint}${added.toString()}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Takes a secret out of what was answered, in the forms in which it was sent. */
export function redact(text: string, { settings, secret }: Credential): string {
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(`${settings.username ?? ''}:${secret}`).toString('base64'),
  ];
  // What is shorter would also be found where it means nothing.
  return forms.filter((form) => form.length >= 6).reduce((rest, form) => rest.replaceAll(form, '•••'), text);
}

/** Whether a URL leads to one of the hosts: `api.example.com`, `*.example.com` (below it), or with `:port`. */
export function isForHost(hosts: readonly string[], url: URL): boolean {
  return hosts.some((entry) => {
    const [, name = '', port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
    if (port !== undefined && port !== (url.port || (url.protocol === 'https:' ? '443' : '80'))) return false;
    return name.startsWith('*.') ? url.hostname.endsWith(name.slice(1)) : url.hostname === name;
  });
}
