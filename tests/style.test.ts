import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesUnder, withoutComments, type TextFile } from './files';

/** Every match, as `path:line: what was found`. */
const findings = (files: readonly TextFile[], pattern: RegExp): string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => [...line.matchAll(pattern)].map(([found]) => `${path}:${i + 1}: ${found}`)),
  );

const code = (files: readonly TextFile[]): TextFile[] => files.map(({ path, text }) => ({ path, text: withoutComments(text) }));

const source = filesUnder('src', /\.(ts|js|css)$/);
const tests = filesUnder('tests', /\.ts$/).filter(({ path }) => path !== 'tests/style.test.ts');
const shaders = filesUnder('shaders', /\.wgsl$/);
const rootFiles = ['index.html', 'package.json', 'README.md', 'tsconfig.json', 'vite.config.ts', '.ci/run'].map((path) => ({ path, text: readFileSync(path, 'utf8') }));
const statePath = code(source.filter(({ path }) => /^src\/(numerics|world|agent|scenarios|experiment|engine)\//.test(path)));
const kernels = code(shaders.filter(({ path }) => !path.startsWith('shaders/views/')));

describe('what feeds a fingerprint', () => {
  it('uses no function whose last bits the language leaves open', () => {
    const openFunctions = /\bMath\.(?:a?(?:cos|sin|tan)h?|atan2|cbrt|exp|expm1|hypot|log|log10|log1p|log2|pow|fround16|f16round)\b|\.toFixed\b|\.toPrecision\b/g;
    expect(findings(statePath, openFunctions)).toEqual([]);
  });

  it('raises only constants to constant powers', () => {
    const constantPowers = statePath.map(({ path, text }) => ({ path, text: text.replace(/\b\d+ \*\* -?\d+\b/g, 'constant') }));
    expect(findings(constantPowers, /.{0,20}(?<![/*])\*\*(?![/*]).{0,20}/g)).toEqual([]);
  });

  it('uses no WGSL function whose rounding WGSL leaves open', () => {
    const openBuiltins =
      /\b(?:a?(?:cos|sin|tan)h?|atan2|ceil|clamp|cross|degrees|distance|dot|exp2?|faceForward|fma|fract|frexp|inverseSqrt|ldexp|length|log2?|mix|modf|normalize|pow|quantizeToF16|radians|reflect|refract|round|saturate|sign|smoothstep|sqrt|step|trunc)\s*\(/g;
    expect(findings(kernels, openBuiltins)).toEqual([]);
  });

  it('uses no half precision and no subgroups in WGSL', () => {
    expect(findings(kernels, /\bf16\b|\bvec[234]h\b|\bsubgroup\w*/g)).toEqual([]);
  });

  it('divides nothing in WGSL but integers, where addresses are computed or by a constant', () => {
    const computing = kernels.filter(({ path }) => !path.startsWith('shaders/bindings/'));
    expect(findings(computing, /\/=?(?!\s*(?:\d+u|[A-Z][A-Z0-9_]*)\b).{0,20}/g)).toEqual([]);
  });
});

describe('code', () => {
  it('draws no random number outside the streams', () => {
    expect(findings(code([...source, ...tests]), /\bMath\.random\b|\bgetRandomValues\b|\brandomUUID\b/g)).toEqual([]);
  });

  it('does not silence the compiler', () => {
    expect(findings([...source, ...tests], /@ts-\w+|eslint-disable/g)).toEqual([]);
    expect(findings(code([...source, ...tests]), /\bas any\b|: any\b|<any\b/g)).toEqual([]);
  });

  it('evaluates no text', () => {
    expect(findings(code(source), /\beval\(|\bnew Function\b|\bFunction\(/g)).toEqual([]);
  });

  it('makes no markup of text', () => {
    expect(findings(code(source), /\bunsafe(?:HTML|SVG|Static)\b|\b(?:inner|outer)HTML\b|\binsertAdjacentHTML\b|\bdocument\.write\b|\bsrcdoc\b|\bDOMParser\b/g)).toEqual([]);
  });

  it('leaves nothing for later', () => {
    expect(findings([...source, ...shaders, ...tests, ...rootFiles], /\b(?:TODO|FIXME|XXX|HACK)\b/g)).toEqual([]);
  });

  it('runs every test, and not one alone', () => {
    expect(findings(code(tests), /\b(?:it|test|describe)\.(?:skip|only|todo|skipIf|runIf|fails)\b|\bxit\b|\bxdescribe\b/g)).toEqual([]);
  });

  it('names no path of one machine', () => {
    const machine = /(?<![\w.$}~-])\/(?:work|tmp|home|root|Users|mnt)\/|\.\.\/shared\/|\b[A-Z]:\\\\?Users\b/g;
    expect(findings([...source, ...shaders, ...tests, ...rootFiles], machine)).toEqual([]);
  });
});
