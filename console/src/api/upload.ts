import { requestHeaders } from './client.ts';
import { errorFrom, unreachable } from './errors.ts';
import type { ImportOptions } from './imports.ts';
import { contentTypeOf } from './imports.ts';

export interface UploadStarted {
  importId: number;
}

interface Upload {
  dataset: string;
  file: File;
  options: ImportOptions;
  onProgress(share: number): void;
  signal: AbortSignal;
}

/** Sends a file as it is. XMLHttpRequest, because fetch does not tell how much of a body has been sent. */
export function uploadFile({ dataset, file, options, onProgress, signal }: Upload): Promise<UploadStarted> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const query = Object.keys(options).length === 0 ? '' : `?options=${encodeURIComponent(JSON.stringify(options))}`;
    request.open('POST', `/api/v1/data/datasets/${encodeURIComponent(dataset)}/imports${query}`);
    for (const [name, value] of Object.entries(requestHeaders())) request.setRequestHeader(name, value);
    request.setRequestHeader('content-type', contentTypeOf(file.name));
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      const body = parsed(request.responseText);
      const started = request.status === 202 ? startedFrom(body) : null;
      if (started === null) reject(errorFrom(request.status, body));
      else resolve(started);
    });
    request.addEventListener('error', () => reject(unreachable()));
    request.addEventListener('abort', () => reject(new DOMException('Upload stopped', 'AbortError')));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function startedFrom(body: unknown): UploadStarted | null {
  if (typeof body !== 'object' || body === null || !('import_id' in body)) return null;
  return { importId: Number(body.import_id) };
}
