import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, withoutComments } from './files';

/** Which folders of `src` the code of a folder may import, and of which it may import types only. */
const law: Readonly<Record<string, { readonly code: readonly string[]; readonly types?: readonly string[] }>> = {
  numerics: { code: [] },
  world: { code: ['numerics'] },
  agent: { code: ['numerics'] },
  scenarios: { code: ['numerics', 'world'] },
  experiment: { code: ['numerics', 'world', 'agent', 'scenarios'] },
  engine: { code: ['numerics', 'world', 'agent'], types: ['experiment'] },
  analysis: { code: ['numerics', 'world', 'experiment'], types: ['engine'] },
  lab: { code: ['numerics', 'world', 'agent', 'scenarios', 'experiment', 'engine', 'analysis'] },
  ui: { code: ['numerics', 'experiment', 'analysis', 'lab'], types: ['world', 'agent', 'scenarios', 'engine'] },
  headless: { code: ['numerics', 'world', 'experiment', 'engine', 'analysis', 'lab'], types: ['agent', 'scenarios'] },
};

interface Import {
  readonly path: string;
  readonly specifier: string;
  readonly typesOnly: boolean;
}

function importsOf(path: string, text: string): Import[] {
  const code = withoutComments(text);
  const declarations = [...code.matchAll(/^[ \t]*(import|export)\s+(type\s+)?(?:[\w$*\s{},]+\s+from\s+)?['"]([^'"]+)['"]/gm)];
  const dynamic = [...code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g)];
  const urls = [...code.matchAll(/new URL\(\s*['"](\.[^'"]+[^'"/])['"]\s*,\s*import\.meta\.url/g)];
  const types = [...code.matchAll(/\btypeof import\(\s*['"]([^'"]+)['"]/g)].map(([, specifier]) => specifier);
  return [
    ...declarations.map(([, , type, specifier]) => ({ path, specifier: specifier!, typesOnly: type !== undefined })),
    ...dynamic.map(([, specifier]) => ({ path, specifier: specifier!, typesOnly: types.includes(specifier!) })),
    ...urls.map(([, specifier]) => ({ path, specifier: specifier!, typesOnly: false })),
  ];
}

const imports = filesUnder('src', /\.ts$/).flatMap(({ path, text }) => importsOf(path, text));
const layerOf = (path: string): string => path.split('/')[1]!;
const target = ({ path, specifier }: Import): string => posix.join(posix.dirname(path), specifier);
const relative = imports.filter(({ specifier }) => specifier.startsWith('.'));

describe('the import law', () => {
  it('is written for every folder of src', () => {
    const layers = new Set(imports.filter(({ path }) => path.split('/').length > 2).map(({ path }) => layerOf(path)));
    expect([...layers].filter((layer) => !(layer in law))).toEqual([]);
  });

  it.each(Object.keys(law))('holds in src/%s', (layer) => {
    const { code, types = [] } = law[layer]!;
    const broken = relative
      .filter(({ path }) => layerOf(path) === layer && path.split('/').length > 2)
      .filter((imported) => {
        const [root, to = ''] = target(imported).split('/');
        if (root === 'shaders') return layer !== 'engine';
        return root !== 'src' || !(to === layer || code.includes(to) || (imported.typesOnly && types.includes(to)));
      })
      .map(({ path, specifier }) => `${path} imports ${specifier}`);
    expect(broken).toEqual([]);
  });

  it('keeps Node out of what runs in a page', () => {
    const node = imports.filter(({ specifier, typesOnly }) => /^node:|^puppeteer/.test(specifier) && !typesOnly);
    const allowed = /^src\/headless\/|^src\/engine\/cpu\/(node-[\w-]+|plugin)\.ts$|^src\/ui\/(policy|notices)-plugin\.ts$/;
    expect(node.filter(({ path }) => !allowed.test(path)).map(({ path, specifier }) => `${path} imports ${specifier}`)).toEqual([]);
  });
});
