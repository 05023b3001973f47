/** A worker thread of the CPU engine in Node. */
import { parentPort } from 'node:worker_threads';
import { partServer, type Request } from './worker-protocol';

const serve = partServer();
// One request after another: `create` awaits the compiler, and what follows must find the part.
let last: Promise<unknown> = Promise.resolve();
parentPort!.on('message', (request: Request) => {
  last = last.then(async () => parentPort!.postMessage(await serve(request)));
});
