import { requestHeaders } from './client.ts';
import { errorFrom, unreachable } from './errors.ts';

/** Fetches a file with the headers that a plain link could not send, and hands it to the browser to keep. */
export async function downloadFile(address: string, fileName: string): Promise<void> {
  const response = await fetch(address, { headers: requestHeaders() }).catch(() => {
    throw unreachable();
  });
  if (!response.ok) throw errorFrom(response.status, await response.json().catch(() => null));
  keepFile(await response.blob(), fileName);
}

/** Hands a file to the browser to keep. */
export function keepFile(file: Blob, fileName: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}
