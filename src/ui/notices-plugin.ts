import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** The file beside the built page that names everything in it that others wrote, with their licences. */
export const noticesFile = 'third-party-notices.txt';

/** Compiled into the CPU engine, where a bundler does not see it. */
const compiledIn = 'node_modules/assemblyscript';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/**
 * Gathers packages while the page and its workers are built, and writes the file at the end. Programs of Node get none: they
 * read their packages where these are installed.
 * @returns a plugin for every build that ends in the page, and one for that of the page
 */
export function notices(): { readonly gather: () => Plugin; readonly write: () => Plugin } {
  const folders = new Set([compiledIn]);
  return {
    gather: () => ({
      name: 'gather-notices',
      apply: 'build',
      moduleParsed({ id }) {
        const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? [];
        if (folder !== undefined) folders.add(folder);
      },
    }),
    write: () => ({
      name: 'write-notices',
      apply: ({ build }, { command }) => command === 'build' && !build?.ssr && !build?.lib,
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: noticesFile, source: [...folders].map(noticeOf).sort().join(`\n${'-'.repeat(72)}\n\n`) });
      },
    }),
  };
}

function noticeOf(folder: string): string {
  const { name, version, license = 'no licence named' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const texts = readdirSync(folder).filter((entry) => /^(?:licen[cs]e|notice)/i.test(entry)).map((entry) => readFileSync(join(folder, entry), 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts, ''].join('\n\n');
}
