/**
 * Compiles the AssemblyScript of the CPU engine, once for every size of hidden layer: `virtual:assembly/<H>` has the
 * module's bytes as base64 in its default export. Constants that the shaders are specialised with come from the same
 * TypeScript, as the generated file `generated.ts`.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';
import { hyperparameters } from '../../agent/hyperparameters';
import { networkLayout } from '../../agent/network';
import { purpose } from '../../numerics/threefry';
import { inspectionLayout } from '../inspection';
import { unroll } from '../unroll';
import { block, fours } from './block';
import { hyperparameterLayout, wordLayout } from '../words';

const folder = fileURLToPath(new URL('./assembly/', import.meta.url));
const cache = fileURLToPath(new URL('../../../.cache/assembly/', import.meta.url));
const prefix = 'virtual:assembly/';
// Without a base for memory the compiler knows that low addresses are unused, and makes constant distances part of loads and stores.
const options = ['index.ts', '--outFile', 'out.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'] as const;

/** Vectors of hidden units, and quads of those that are summed at a time. */
const layerSizes = (hidden: number) => ({ HIDDEN4: hidden / 4, QUADS: Math.ceil(hidden / 16) });

/** Source text of the constants for H hidden units. */
function generated(hidden: number): string {
  const purposes = Object.fromEntries(Object.entries(purpose).map(([name, value]) => [name.toUpperCase(), value]));
  // The small layers stand behind one another, whatever the features: their distances are compiled in.
  const { at } = networkLayout({ features: 1, hidden, actions: 2, traces: false, actorTraces: false, immediate: false, meta: false });
  const distances = { TO_W2: at.W2 - at.B1, TO_B2: at.B2 - at.B1, TO_W3: at.W3 - at.B1 };
  const constants = { BLOCK: block, FOURS: fours, ...layerSizes(hidden), ...purposes, ...wordLayout, ...hyperparameterLayout, ...inspectionLayout, ...(hidden > 0 && distances) };
  return Object.entries(constants).map(([name, value]) => `export const ${name}: u32 = ${value};`).join('\n');
}

/** Every source file of the module for H hidden units, by name. */
function sources(hidden: number): Readonly<Record<string, string>> {
  const kind = hidden === 0 ? 'linear' : 'hidden';
  return {
    ...Object.fromEntries(readdirSync(folder).map((name) => [name, unroll(readFileSync(join(folder, name), 'utf8'), layerSizes(hidden))])),
    'generated.ts': generated(hidden),
    'lanes-network.ts': `export * from './lanes-${hidden === 0 ? 'features' : 'hidden'}';`,
    'network.ts': `export * from './network-${kind}';\nexport * from './learn-${kind}';`,
  };
}

/** Compiles one module from its files. @throws Error with the compiler's messages */
async function compile(files: Readonly<Record<string, string>>): Promise<Uint8Array> {
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main([...options], {
    readFile: (name) => files[name] ?? null,
    writeFile: (_name, contents) => void (binary = contents as Uint8Array<ArrayBuffer>),
    listFiles: () => [],
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  return binary;
}

/** The compiled module; what the same compiler made of the same text before is kept, since several builds need it. */
async function compiled(hidden: number): Promise<Uint8Array> {
  const files = sources(hidden);
  const key = createHash('sha256').update(JSON.stringify([asc.version, options, files])).digest('hex');
  const kept = join(cache, `${key}.wasm`);
  if (existsSync(kept)) return readFileSync(kept);
  const binary = await compile(files);
  mkdirSync(cache, { recursive: true });
  // Renamed when it is whole, because builds may run beside each other.
  writeFileSync(`${kept}.${process.pid}`, binary);
  renameSync(`${kept}.${process.pid}`, kept);
  return binary;
}

export function assembly(): Plugin {
  return {
    name: 'assemblyscript',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null;
      const hidden = Number(id.slice(prefix.length + 1));
      if (!hyperparameters.hidden.choices.some((choice) => choice === hidden)) throw new Error(`no hidden layer of ${hidden} units`);
      for (const file of readdirSync(folder)) this.addWatchFile(join(folder, file));
      return `export default ${JSON.stringify(Buffer.from(await compiled(hidden)).toString('base64'))};`;
    },
  };
}
