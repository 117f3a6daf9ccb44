import type { Secrets } from '../../../platform/secrets/secrets.ts';

/** A signing secret as it is kept: text that means something here and for this endpoint alone. */
export function sealSecret(secrets: Secrets, organizationId: number, endpointId: number, secret: string): string {
  const { key_id: keyId, sealed } = secrets.seal([organizationId, 'webhook_endpoint', endpointId], secret);
  return `${keyId}.${sealed.toString('base64')}`;
}

/** @throws AppError secret_key_missing */
export function openSecret(secrets: Secrets, organizationId: number, endpointId: number, kept: string): string {
  const [keyId = '', sealed = ''] = kept.split('.');
  const place = [organizationId, 'webhook_endpoint', endpointId] as const;
  return secrets.open(place, { key_id: keyId, sealed: Buffer.from(sealed, 'base64') });
}
