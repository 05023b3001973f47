#!/usr/bin/env node
/**
 * Starts the command line. The sources are TypeScript and WGSL, so they are built first, once per state of the sources,
 * into `.cache/lab/<state>/`; after that a start costs nothing but listing the files.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const cache = join(root, '.cache', 'lab');
/** Older builds are kept that long, because a run that uses one may still load from it. */
const keptMilliseconds = 24 * 60 * 60 * 1000;

/** A name for the present state of all files that the build reads. */
function stateOfSources() {
  const hash = createHash('sha256');
  const add = (path) => {
    const entry = statSync(path);
    hash.update(`${path}\0${entry.size}\0${entry.mtimeMs}\0`);
  };
  for (const file of ['package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']) add(join(root, file));
  for (const folder of ['src', 'shaders']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) add(join(entry.parentPath, entry.name));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/** Builds the command line for Node, and what holds devices in other programs, into `folder`. */
async function build(folder) {
  process.stderr.write('building…\n');
  const { build: viteBuild } = await import('vite');
  const partial = `${folder}.${process.pid}`;
  const shared = { root, configFile: join(root, 'vite.config.ts'), configLoader: 'runner', logLevel: 'error' };
  const output = { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' };
  await viteBuild({
    ...shared,
    // Deno finds no packages; and these two must stay where they are.
    ssr: { noExternal: true, external: ['puppeteer', 'webgpu'] },
    build: {
      ssr: true,
      outDir: partial,
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: join(root, 'src/headless/main.ts'),
          'node-worker': join(root, 'src/engine/cpu/node-worker.ts'),
          'host-process': join(root, 'src/headless/engines/host-process.ts'),
        },
        output,
      },
    },
  });
  await viteBuild({
    ...shared,
    build: {
      outDir: join(partial, 'page'),
      emptyOutDir: true,
      rolldownOptions: { input: { 'host-page': join(root, 'src/headless/engines/host-page.ts') }, output: { ...output, codeSplitting: false } },
    },
  });
  writeFileSync(join(partial, 'page', 'index.html'), '<!doctype html><title>Valence Lab</title><link rel="icon" href="data:,">\n');
  try {
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true });
    // Another process that started at the same time may have finished the same build first.
    if (!existsSync(folder)) throw error;
  }
}

function removeOldBuilds() {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (Date.now() - statSync(path).mtimeMs > keptMilliseconds) rmSync(path, { recursive: true, force: true });
  }
}

const folder = join(cache, stateOfSources());
if (!existsSync(folder)) {
  mkdirSync(cache, { recursive: true });
  removeOldBuilds();
  await build(folder);
}
process.setSourceMapsEnabled(true);
await import(pathToFileURL(join(folder, 'main.js')).href);
