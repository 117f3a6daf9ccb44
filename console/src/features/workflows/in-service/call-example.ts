interface ExampleCall {
  url: string;
  /** Null: calls need no signature. */
  secret: string | null;
  body: unknown;
}

/** How another system calls, in the words of a shell; a signature is made as Standard Webhooks says. */
export function writeCall({ url, secret, body }: ExampleCall): string {
  const json = quote(JSON.stringify(body));
  const post = [`curl -X POST ${quote(url)}`, `-H 'content-type: application/json'`];
  if (secret === null) return [...post, `--data-raw ${json}`].join(joint);
  return [
    `SECRET=${quote(secret)}`,
    `BODY=${json}`,
    'TIME=$(date +%s)',
    'ID="call_$TIME"',
    `KEY=$(printf %s "\${SECRET#whsec_}" | openssl base64 -d -A | od -An -v -tx1 | tr -d ' \\n')`,
    'SIGNATURE=$(printf %s "$ID.$TIME.$BODY" |',
    '  openssl dgst -sha256 -mac HMAC -macopt "hexkey:$KEY" -binary | openssl base64 -A)',
    [
      ...post,
      '-H "webhook-id: $ID"',
      '-H "webhook-timestamp: $TIME"',
      '-H "webhook-signature: v1,$SIGNATURE"',
      '--data-raw "$BODY"',
    ].join(joint),
  ].join('\n');
}

const joint = ' \\\n  ';

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
