import { readAllowedHost } from '../../../platform/outbound/target.ts';
import { type CredentialKind, type CredentialSettings, settingsOfKind } from './credential.ts';
import { credentialErrors } from './credentials.errors.ts';

/** A credential as somebody hands it in. */
export interface WrittenCredential extends CredentialSettings {
  kind: CredentialKind;
  hosts: readonly string[];
  secret: string;
}

type FaultCode = 'field_missing' | 'field_not_of_kind' | 'header_invalid' | 'host_invalid';

const HEADER = /^[\w!#$%&'*+.^`|~-]+$/;

/** Sorts its parts, and brings its hosts into one form. @throws AppError credential_refused with every fault */
export function readWritten({ kind, hosts, secret, ...settings }: WrittenCredential) {
  const { needed, optional } = settingsOfKind[kind];
  const given = Object.keys(settings);
  const read = hosts.map(readHost);
  const faultOf = (field: string, code: FaultCode) => ({ pointer: `/${field}`, code, params: { field, kind } });
  const isHeaderWrong = settings.header !== undefined && !HEADER.test(settings.header);
  const faults = [
    ...needed.filter((field) => !given.includes(field)).map((field) => faultOf(field, 'field_missing')),
    ...given
      .filter((field) => !needed.includes(field) && !optional.includes(field))
      .map((field) => faultOf(field, 'field_not_of_kind')),
    ...(isHeaderWrong ? [faultOf('header', 'header_invalid')] : []),
    ...read.flatMap((host, index) => (host === null ? [faultOf(`hosts/${index}`, 'host_invalid')] : [])),
  ];
  if (faults.length > 0) throw credentialErrors.credential_refused({}, { faults });
  return { kind, settings, secret, hosts: read.filter((host) => host !== null) };
}

/** A star stands for what is below a name of two parts at least. */
function readHost(entry: string): string | null {
  if (!entry.startsWith('*.')) return readAllowedHost(entry);
  const host = readAllowedHost(entry.slice(2));
  return host === null || !/^[^.:[\]]+\.[^:[\]]+/.test(host) ? null : `*.${host}`;
}
