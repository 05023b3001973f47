/**
 * A server for one folder, and for messages of programs that this one has started, on the loopback interface only: WebGPU
 * needs a secure context, which a file is not and http://127.0.0.1 is.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, resolve, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
};

export interface FolderServer {
  /** with a slash at the end */
  readonly url: string;
  close(): Promise<void>;
}

/** The file that a request's path means, or null if it would lie outside the folder. */
export function resolveInFolder(folder: string, requestPath: string): string | null {
  const root = resolve(folder);
  let path: string;
  try {
    path = decodeURIComponent(requestPath);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = resolve(join(root, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(root + sep) ? file : null;
}

/** Messages that are answered beside the files. */
export interface Answering {
  /** the one path, beginning with a slash, that messages are posted to; everything else that is posted is refused */
  readonly path: string;
  /** @throws whatever; the message is then refused */
  answer(message: Uint8Array): Promise<Uint8Array>;
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Serves the files of a folder on a free port until it is closed. */
export async function serveFolder(folder: string, answering: Answering | null = null): Promise<FolderServer> {
  const server = createServer(async (request, response) => {
    const [requestPath = '/'] = (request.url ?? '/').split(/[?#]/);
    if (request.method === 'POST' && answering?.path === requestPath) {
      const answer = await bodyOf(request).then((message) => answering.answer(message)).catch(() => null);
      response.writeHead(answer ? 200 : 500, { 'content-type': 'application/octet-stream' }).end(answer);
      return;
    }
    const file = resolveInFolder(folder, requestPath);
    const found = file !== null && (await stat(file).then((entry) => entry.isFile(), () => false));
    if (!found) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    response.writeHead(200, { 'content-type': contentTypes[extname(file)] ?? 'application/octet-stream', 'cache-control': 'no-store' });
    createReadStream(file).on('error', () => response.destroy()).pipe(response);
  });
  await new Promise<void>((listening, failed) => server.once('error', failed).listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
