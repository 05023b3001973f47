/** What this project is made of: exact versions, known licences, and nothing that must run when it is installed. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}
const read = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;
const manifest = read<Readonly<Record<'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>> & { readonly dependencies?: object }>('package.json');
const { packages } = read<{ readonly packages: Readonly<Record<string, Locked>> }>('package-lock.json');
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** All of them let the page be given to anybody; `third-party-notices.txt` beside it carries their texts. */
const licences = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0', 'MPL-2.0', 'Python-2.0', 'Unlicense'];

describe('dependencies', () => {
  it('have exact versions, all of them needed to build or test alone', () => {
    const inexact = Object.entries({ ...manifest.devDependencies, ...manifest.optionalDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));
    expect(inexact).toEqual([]);
    expect(manifest.dependencies).toBeUndefined();
  });

  it('are locked with their checksums', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(locked.filter(([, { version, integrity }]) => version === undefined || !/^sha512-/.test(integrity ?? '')).map(([path]) => path)).toEqual([]);
  });

  it('have licences that are known', () => {
    const unknown = locked.filter(([, { license = '' }]) => !license.replace(/[()]/g, '').split(/ (?:OR|AND) /).some((own) => licences.includes(own)));
    expect(unknown.map(([path, { license }]) => `${path}: ${license}`)).toEqual([]);
  });

  it('run no script at installation but to fetch a browser, for which tests look elsewhere first, or files of another system', () => {
    expect(locked.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path).sort()).toEqual(['node_modules/puppeteer', 'node_modules/webgpu']);
  });
});
