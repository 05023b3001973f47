/** Builds a command of the tests for Node: the sources are TypeScript, WGSL and AssemblyScript. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Builds an entry into a folder of this process in `.cache`, as deep as the sources stand, and runs it. */
export async function runBuilt(name, entry) {
  const folder = join(root, '.cache', `${name}-${process.pid}`);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  process.chdir(root);
  await build({
    root,
    configLoader: 'runner',
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: {
        input: { main: entry, 'node-worker': 'src/engine/cpu/node-worker.ts' },
        // Constants of a module are folded into loops only if they stay constants.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', topLevelVar: false },
      },
    },
  });
  await import(pathToFileURL(join(folder, 'main.js')).href);
}
