/** Asks a server that runs in a process of its own, as one key. */
export interface Client {
  readonly key: string;
  /** The fields of the body, with the status as `code` and the `headers`. */
  call(method: string, place: string, body?: unknown, headers?: Record<string, string>): Promise<any>;
  /** Asks again and again until `wanted` holds of the job; a server that is away meanwhile is asked again. */
  awaitJob(jobId: string, wanted?: (job: any) => boolean): Promise<any>;
}

const hasEnded = ({ status }: { status: string }) => ['succeeded', 'failed', 'cancelled'].includes(status);

/** @param url looked at for every call: a server that is started again may have another */
export function clientOf(url: () => string, key: string): Client {
  async function call(method: string, place: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${url()}/api/v1/${place}`, {
      method,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      ...(text.startsWith('{') ? JSON.parse(text) : {}),
      code: response.status,
      headers: response.headers,
    };
  }
  return {
    key,
    call,
    async awaitJob(jobId, wanted = hasEnded) {
      for (const deadline = performance.now() + 90_000; performance.now() < deadline;) {
        const job = await call('GET', `jobs/${jobId}`).catch(() => ({}));
        if (job.code === 200 && wanted(job)) return job;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`${jobId} did not get there`);
    },
  };
}

/** A key of organization 1 that may do everything. */
export async function makeKey(url: string, account: { email: string; password: string }): Promise<string> {
  const json = { 'content-type': 'application/json' };
  const session = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify(account),
  });
  const made = await fetch(`${url}/api/v1/tenancy/api-keys`, {
    method: 'POST',
    headers: { ...json, cookie: session.headers.get('set-cookie') ?? '' },
    body: JSON.stringify({ name: 'test', permissions: 'all' }),
  });
  const { key } = (await made.json()) as { key: string };
  return key;
}
