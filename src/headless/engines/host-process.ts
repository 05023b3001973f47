/** The process that holds a device, in Deno (wgpu) or in Node (Dawn). Its argument is the address that its messages go to. */
import process from 'node:process';
import { serveDevice } from '../../lab/host';
import { makeTurnsLong } from './long-turns';

// Whoever started it is gone, however that came.
process.stdin.on('end', () => process.exit(1));
process.stdin.resume();

/** Dawn lives as long as the object that offers it, which must be held to the end. */
async function dawn(): Promise<GPU> {
  const { create, globals } = await import('webgpu');
  Object.assign(globalThis, globals);
  makeTurnsLong();
  return create([]);
}

const gpu = process.versions['deno'] === undefined ? await dawn() : navigator.gpu;
await serveDevice(process.argv[2]!, gpu);
process.exit(0);
