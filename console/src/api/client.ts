import createClient from 'openapi-fetch';
import { setConnection } from '../lib/connection.ts';
import { errorFrom, unreachable } from './errors.ts';
import type { paths } from './schema.generated.ts';

let organization: string | null = null;
let language = 'en';

/** Names the organization that every later request speaks of; the address of the page decides it. */
export function setRequestOrganization(id: string | null): void {
  organization = id;
}

export function setRequestLanguage(code: string): void {
  language = code;
}

export function requestHeaders(): Record<string, string> {
  return {
    'accept-language': language,
    ...(organization === null ? {} : { 'x-organization': organization }),
  };
}

/** Sends a request and takes note of whether there is a server to answer it. */
async function send(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    setConnection(response.status >= 502 && response.status <= 504 ? 'down' : 'up');
    return response;
  } catch (error) {
    if (!request.signal.aborted) setConnection('down');
    throw error;
  }
}

export const api = createClient<paths>({ fetch: send });

api.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(requestHeaders())) request.headers.set(name, value);
    return request;
  },
  onError: () => unreachable(),
});

/** The body of a good answer; throws an ApiError for any other. */
export async function answer<Data>(
  request: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await request;
  if (!response.ok) throw errorFrom(response.status, error);
  if (!isAnswer(data)) throw errorFrom(response.status, null);
  return data;
}

/** For answers without a body. */
export async function done(request: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await request;
  if (!response.ok) throw errorFrom(response.status, error);
}

function isAnswer<Data>(data: Data): data is Exclude<Data, undefined> {
  return data !== undefined;
}
