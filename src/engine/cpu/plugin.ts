/**
 * Compiles the AssemblyScript of the CPU engine, once for every size of hidden layer: `virtual:assembly/<H>` has the
 * module's bytes as base64 in its default export. Constants that the shaders are specialised with come from the same
 * TypeScript, as the generated file `generated.ts`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import type { Plugin } from 'vite';
import { hyperparameters } from '../../agent/hyperparameters';
import { purpose } from '../../numerics/threefry';
import { hyperparameterLayout, wordLayout } from '../words';

const folder = fileURLToPath(new URL('./assembly/', import.meta.url));
const prefix = 'virtual:assembly/';

/** Source text of the constants for H hidden units. */
function generated(hidden: number): string {
  const purposes = Object.fromEntries(Object.entries(purpose).map(([name, value]) => [name.toUpperCase(), value]));
  const constants = { HIDDEN4: hidden / 4, ...purposes, ...wordLayout, ...hyperparameterLayout };
  return Object.entries(constants).map(([name, value]) => `export const ${name}: u32 = ${value};`).join('\n');
}

/** Compiles the module for H hidden units. @throws Error with the compiler's messages */
export async function compileAssembly(hidden: number): Promise<Uint8Array> {
  const kind = hidden === 0 ? 'linear' : 'hidden';
  const virtual: Record<string, string> = {
    'generated.ts': generated(hidden),
    'network.ts': `export * from './network-${kind}';\nexport { clearBiasTraces, clearTrace, followTrace, learnStep } from './learn-${kind}';`,
  };
  let binary = new Uint8Array();
  const options = ['index.ts', '--outFile', 'out.wasm', '-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory', '--memoryBase', '65536'];
  const { error, stderr } = await asc.main(options, {
    readFile: (name) => virtual[name] ?? (readdirSync(folder).includes(basename(name)) && basename(name) === name ? readFileSync(join(folder, name), 'utf8') : null),
    writeFile: (_name, contents) => void (binary = contents as Uint8Array<ArrayBuffer>),
    listFiles: () => [],
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
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
      return `export default ${JSON.stringify(Buffer.from(await compileAssembly(hidden)).toString('base64'))};`;
    },
  };
}
