import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/engine/constant-expression';
import { link } from '../../src/engine/webgpu/linker';

describe('constant expressions', () => {
  it.each<readonly [string, number | boolean]>([
    ['8u', 8], ['2u + 3u * 4u', 14], ['(2u + 3u) * 4u', 20], ['N / 2u', 3], ['N % 4u', 3], ['N - 1u - 2u', 4], ['N > 6u && !FLAG', true], ['N == 7u || FLAG', true], ['true', true],
  ])('%s', (text, value) => expect(evaluate(text, { N: 7, FLAG: false })).toBe(value));

  it.each(['', 'M', '1u +', '(1u', 'alert(1)', '1u; 2u'])('refuses %j', (text) => expect(() => evaluate(text, {})).toThrow());
});

const files = new Map([
  ['main', '// @import shape sum\nfn main() { total(); }'],
  ['shape', 'const N = 4u; // @specialise: a size\nconst M = 2u;'],
  ['sum', [
    '// @import shape',
    'var<private> p: array<vec4f, N>; // @registers',
    'fn total() {',
    '  for (var s = N / 2u; s > 0u; s = s / 2u) { // @unroll',
    '    for (var q = 0u; q < s; q++) { // @unroll',
    '      p[q] = p[q] + p[q + s];',
    '    }',
    '  }',
    '  if (N > 2u) { // @when',
    '    big();',
    '  }',
    '}',
  ].join('\n')],
]);
const squeeze = (text: string): string => text.replace(/\s+/g, ' ');

describe('the linker', () => {
  const linked = (N: number, expand = true): string => squeeze(link('main', files, { constants: { N }, choices: {}, expand }));

  it('includes every file once, and what it needs before it', () => {
    expect(linked(4).match(/const N = 4u/g)).toHaveLength(1);
    expect(linked(4).indexOf('const N')).toBeLessThan(linked(4).indexOf('fn total'));
  });

  it('writes out loops over registers', () => {
    const text = linked(4);
    expect(text).toContain('var<private> p_0: vec4f; var<private> p_1: vec4f; var<private> p_2: vec4f; var<private> p_3: vec4f;');
    expect(text.match(/p_\d = p_\d \+ p_\d;/g)).toEqual(['p_0 = p_0 + p_2;', 'p_1 = p_1 + p_3;', 'p_0 = p_0 + p_1;']);
    expect(text).not.toContain('for (');
  });

  it.each([
    [4, true, 'for (var q = 0u; q < 4u; q++) { // turns p_0 = memory[q]; { let first = p_0; p_0 = p_1; p_1 = p_2; p_2 = p_3; p_3 = first; } }'],
    [2, false, '{ p_0 = memory[0u]; } { p_1 = memory[1u]; }'],
    [1, true, '{ p_0 = memory[0u]; }'],
  ])('lets %i registers pass by where a loop stays a loop: %s', (N, LONG, text) => {
    const source = 'const N = 4u; // @specialise\nconst LONG = true; // @specialise\nvar<private> p: array<f32, N>; // @registers\nfn load() {\n  for (var q = 0u; q < N; q++) { // @turn if LONG\n    p[q] = memory[q];\n  }\n}';
    expect(squeeze(link('main', new Map([['main', source]]), { constants: { N, LONG }, choices: {} }))).toContain(text);
  });

  it.each([
    ['p[q] = memory[q]; p[0u] = 1.0;', 'p is turning, and has no fixed places'],
    ['r[q] = p[q];', 'a loop of 4 rounds does not go through all 2 of r'],
  ])('refuses to let registers pass by in %j', (body, message) => {
    const source = `const N = 4u; // @specialise\nvar<private> p: array<f32, 4u>; // @registers\nvar<private> r: array<f32, 2u>; // @registers\nfn load() { for (var q = 0u; q < N; q++) { // @turn\n${body} } }`;
    expect(() => link('main', new Map([['main', source]]), { constants: {}, choices: {} })).toThrow(message);
  });

  it('drops blocks whose condition is false, and keeps the others', () => {
    expect(linked(2)).not.toContain('big();');
    expect(linked(4)).toContain('big();');
  });

  it('leaves the source as written on demand', () => expect(linked(4, false)).toContain('for (var q = 0u; q < s; q++)'));

  it('takes the file that an import stands for', () => {
    expect(link('main', new Map([...files, ['other', 'fn other() {}']]), { constants: {}, choices: { sum: ['other'] } })).toContain('fn other');
  });

  it('names a missing file', () => expect(() => link('none', files, { constants: {}, choices: {} })).toThrow('none'));
});
