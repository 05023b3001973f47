/** A worker of the CPU engine in the browser. */
import { partServer, type Request } from './worker-protocol';

const serve = partServer();
// One request after another: `create` awaits the compiler, and what follows must find the part.
let last: Promise<unknown> = Promise.resolve();
addEventListener('message', ({ data }: MessageEvent<Request>) => {
  last = last.then(async () => postMessage(await serve(data)));
});
