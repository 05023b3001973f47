import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { version as packageVersion } from '../../package.json';
import { bibtex, citationText, type Cited } from '../../src/ui/citation';
import { embedHeights, embedSnippet } from '../../src/ui/embed';
import { linkFor, offers, presentationOf } from '../../src/ui/presentation';
import { longestQrText, qrCode } from '../../src/ui/qr-code';
import { version } from '../../src/ui/version';
import { modulesOf, readQr } from '../read-qr';

describe('a presentation', () => {
  it.each([
    ['', 'full'], ['?', 'full'], ['?lesson', 'lesson'], ['?lesson=1', 'lesson'], ['?embed', 'embed'], ['?lesson&embed', 'embed'],
    ['?lessons', 'full'], ['?q=lesson', 'full'], ['?Lesson', 'full'], ['?utm=1&embed=', 'embed'], ['?full', 'full'],
  ])('“%s” is %s', (search, presentation) => expect(presentationOf(search)).toBe(presentation));

  it.each([
    ['https://a.example/lab/#1.x~1.y', 'full', 'https://a.example/lab/#1.x~1.y'],
    ['https://a.example/lab/#1.x', 'lesson', 'https://a.example/lab/?lesson#1.x'],
    ['https://a.example/?embed#1.x', 'lesson', 'https://a.example/?lesson#1.x'],
    ['https://a.example/?embed=1&lesson#1.x', 'full', 'https://a.example/#1.x'],
    ['https://a.example/?page=2&lesson#1.x?lesson', 'embed', 'https://a.example/?page=2&embed#1.x?lesson'],
    ['https://a.example/', 'embed', 'https://a.example/?embed'],
  ] as const)('%s for %s is %s', (link, presentation, expected) => expect(linkFor(link, presentation)).toBe(expected));

  it('has the experiment in every form, and settings in one', () => {
    expect((['full', 'lesson', 'embed'] as const).map((form) => ['experiment', 'controls', 'inspector'].filter((part) => offers(form, part as 'experiment')))).toEqual([['experiment', 'controls', 'inspector'], ['experiment', 'inspector'], ['experiment']]);
  });
});

describe('the HTML of a frame', () => {
  it('keeps titles and addresses within their attributes', () => {
    expect(embedSnippet('https://a.example/?x="1"&y=2#1.z', 'A "world" <of> mine', 500)).toBe(
      '<iframe src="https://a.example/?x=&quot;1&quot;&amp;y=2&amp;embed#1.z" title="A &quot;world&quot; &lt;of&gt; mine · Valence Lab" width="100%" height="500" style="border: 0" loading="lazy"></iframe>',
    );
  });

  it.each([[Number.NaN, embedHeights.default], [1, embedHeights.min], [1e9, embedHeights.max], [400.4, 400]])('is %d pixels high as %d', (asked, given) => {
    expect(embedSnippet('', '', asked)).toContain(`height="${given}"`);
  });
});

describe('a citation', () => {
  const cited: Cited = {
    title: 'Cheese in the corner', source: 'after Langosco et al. 2022 (100 % & more)', version: '1.2.3', numerics: 1, link: 'https://a.example/#1.a_b~1.c-d', fingerprint: 'ab_c-d', day: new Date(2026, 6, 1, 23),
  };

  it('names title, program, source, versions, fingerprint, link and day', () => {
    expect(citationText(cited)).toBe('“Cheese in the corner.” Valence Lab 1.2.3, 2026. Scenario: after Langosco et al. 2022 (100 % & more). Numerics version 1. Fingerprint ab_c-d. https://a.example/#1.a_b~1.c-d (accessed 2026-07-01)');
    expect(citationText({ ...cited, source: null, fingerprint: null })).not.toMatch(/null|Scenario|Fingerprint/);
  });

  it('is set by TeX as it is, with its address verbatim', () => {
    expect(bibtex(cited)).toBe(`@misc{valence-lab-cheese-in-the-corner,
  title = {{Cheese in the corner}},
  author = {{The Valence Lab authors}},
  year = {2026},
  howpublished = {Valence Lab 1.2.3},
  note = {Scenario: after Langosco et al. 2022 (100 \\% \\& more). Numerics version 1. Fingerprint ab\\_c-d},
  url = {https://a.example/#1.a_b~1.c-d},
  urldate = {2026-07-01},
}
`);
    expect(bibtex({ ...cited, title: '{Ä}~\\^$#' })).toContain('title = {{\\{Ä\\}\\textasciitilde{}\\textbackslash{}\\textasciicircum{}\\$\\#}}');
    expect(bibtex({ ...cited, title: '世界' })).toMatch(/^@misc\{valence-lab,/);
  });

  it('has the version of the package', () => expect(version).toBe(packageVersion));
});

describe('a QR code', () => {
  it.each(['https://a.example/#1.abc', 'x'.repeat(700)])('is drawn module by module', (text) => {
    const code = qrCode(text)!;
    const { data, size } = encode(text, { ecc: 'L', border: 0 });
    expect(code.size).toBe(size);
    expect((size - 17) % 4).toBe(0);
    expect(modulesOf(code.path, size)).toEqual(data);
  });

  it.each(['https://a.example/#1.abc', 'https://lab.example/some/path/?lesson#1.q1YqTk7NSyzKzFeyUkrOSE0tTtVNzi_KSy1SqgUAijvNcQ~1.abcd'])('is read as %s', (text) => {
    const { size, path } = qrCode(text)!;
    expect(readQr(modulesOf(path, size))).toBe(text);
  });

  it('holds so many bytes and no more', () => {
    expect(qrCode('a'.repeat(longestQrText))!.size).toBe(177);
    expect(qrCode('a'.repeat(longestQrText + 1))).toBeNull();
    expect(qrCode('ä'.repeat(longestQrText - 1000))).toBeNull();
  });
});
