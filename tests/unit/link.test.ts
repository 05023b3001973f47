import { deflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { decodeBase64url, encodeBase64url } from '../../src/experiment/base64url';
import { crc32 } from '../../src/experiment/crc32';
import { decodeLink, encodeLink, linkFingerprint } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { compareWithLink } from '../../src/experiment/same-bits';
import { numerics } from '../../src/numerics/version';
import { catalogue } from '../../src/scenarios';
import { InputError } from '../../src/world/input-error';
import { randomExperiment } from './random-experiment';

const page = 'https://example.org/lab/';
const experiment = parseExperiment({ scenario: 'cheese-corner', seed: 7, agents: 1000, agent: { alpha: { logUniform: [0.003, 0.1] } } });
const prints = ['train', 'test', 'deploy'].map((text) => encodeBase64url(new TextEncoder().encode(text.padEnd(16, '.'))));
const finished = encodeLink(experiment, page, linkFingerprint(prints));

const refused = (link: string): boolean => {
  try {
    decodeLink(link);
  } catch (error) {
    if (error instanceof InputError) return true;
    throw error;
  }
  return false;
};

/** A link around any bytes, with a right checksum. */
function linkOf(stream: Uint8Array): string {
  const payload = new Uint8Array(stream.length + 4);
  payload.set(stream);
  new DataView(payload.buffer).setUint32(stream.length, crc32(stream));
  return `#1.${encodeBase64url(payload)}`;
}
const compressed = (text: string): Uint8Array => deflateSync(new TextEncoder().encode(text), { level: 9 });

describe('encodeLink and decodeLink', () => {
  it('carry any experiment there and back', () => {
    for (let seed = 0; seed < 100; seed++) {
      const random = parseExperiment(randomExperiment(seed));
      const link = encodeLink(random, page);
      expect(link).toMatch(/^https:\/\/example\.org\/lab\/#1\.[\w-]+$/);
      expect(decodeLink(link)).toEqual({ experiment: random, fingerprint: null });
    }
  });

  it('carry how the run ended', () => {
    const fingerprint = { numerics, end: prints[2]!, earlier: [prints[0]!.slice(0, 2), prints[1]!.slice(0, 2)] };
    expect(finished).toMatch(/#1\.[\w-]+~1\.[\w-]{26}$/);
    for (const text of [finished, finished.slice(page.length), finished.slice(page.length + 1)]) expect(decodeLink(text)).toEqual({ experiment, fingerprint });
  });

  it('give equal text for equal experiments, and replace a fragment', () => {
    const { schema, name, scenario, ...rest } = experiment;
    expect(encodeLink(parseExperiment({ ...rest, name, scenario, schema }), `${page}#1.old`)).toBe(encodeLink(experiment, page));
  });

  it.each([...catalogue.keys()])('stay under 2,000 characters for %s', (scenario) => {
    const link = encodeLink(parseExperiment({ scenario }), page, linkFingerprint(prints));
    expect(link.length).toBeLessThan(2000);
  });

  it('check a CRC-32', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });
});

describe('a damaged link', () => {
  const start = page.length;

  it('with one changed character is refused, whichever it is', () => {
    const accepted: string[] = [];
    for (let i = start; i < finished.length; i++) {
      for (const character of 'Aa0z9-_.~#% é') {
        const changed = finished.slice(0, i) + character + finished.slice(i + 1);
        if (changed !== finished && !refused(changed)) accepted.push(changed);
      }
    }
    expect(accepted).toEqual([]);
  });

  it('with a character missing, doubled or swapped is refused', () => {
    for (let i = start; i < finished.length - 1; i++) {
      const [before, a, b, after] = [finished.slice(0, i), finished[i]!, finished[i + 1]!, finished.slice(i + 2)];
      expect(refused(before + b + after)).toBe(true);
      expect(refused(before + a + a + b + after)).toBe(true);
      if (a !== b) expect(refused(before + b + a + after)).toBe(true);
    }
  });

  it.each([['unfinished', encodeLink(experiment, page)], ['finished', finished]])('that is cut off anywhere is refused (%s)', (_, link) => {
    for (let length = 0; length < link.length; length++) expect(refused(link.slice(0, length))).toBe(true);
  });

  it.each<[string, string, string]>([
    ['no link', 'cheese-corner', 'link: "cheese-corner"; expected an address that ends in #1. and an experiment'],
    ['newer format', '#2.abc', 'link: "2"; expected format 1: this link was damaged, or made by a newer version of the program'],
    ['foreign characters', '#1.ab c', 'this link was damaged: "ab c"; expected complete base64url'],
    ['nothing', '#1.', 'this link was damaged: ""; expected complete base64url'],
    ['wrong checksum', '#1.AAAAAAAA', 'this link was damaged: "checksum 41d912ff"; expected 00000000'],
    ['trailing byte', linkOf(new Uint8Array([...compressed('{"scenario":"random-walk"}'), 0])), 'this link was damaged: "more after the end of the stream"; expected a DEFLATE stream'],
    ['cut stream', linkOf(compressed('{"scenario":"random-walk"}').slice(0, -1)), 'this link was damaged: "not a DEFLATE stream"'],
    ['no DEFLATE', linkOf(new Uint8Array([255, 255])), 'this link was damaged: "not a DEFLATE stream"'],
    ['no JSON', linkOf(compressed('{"scenario":')), 'link:1:13: missing; expected a JSON value'],
    ['no UTF-8', linkOf(deflateSync(new Uint8Array([34, 255, 34]))), 'this link was damaged: "bytes that are no text"; expected UTF-8'],
    ['no experiment', linkOf(compressed('{"scenario":"random-walk","agents":-1}')), 'agents: -1; expected a whole number'],
  ])('says what is wrong: %s', (_, link, message) => {
    expect(() => decodeLink(link)).toThrow(message);
  });

  it('that inflates to 100 MB is refused while reading', () => {
    const bomb = linkOf(deflateSync(new Uint8Array(100_000_000).fill(32), { level: 9 }));
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    expect(() => decodeLink(bomb)).toThrow('this link was damaged: "too long"; expected a DEFLATE stream of at most 1048576 bytes');
    expect(performance.now() - start).toBeLessThan(1000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
  });
});

it('base64url has one text for every byte string', () => {
  for (let length = 0; length < 40; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 89 + length * 7) & 255);
    const text = encodeBase64url(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64url'));
    expect(decodeBase64url(text)).toEqual(bytes);
  }
  for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA=', 'A+', 'é0']) expect(decodeBase64url(text)).toBeNull();
});

describe('compareWithLink', () => {
  const phases = (changed: number) => ['train', 'test', 'deploy'].map((name, i) => ({ name, fingerprint: i >= changed ? `__${prints[i]!.slice(2)}` : prints[i]! }));
  const promised = linkFingerprint(prints);

  it('says from which phase on bits differ', () => {
    expect(compareWithLink(promised, phases(3))).toEqual({ kind: 'same' });
    expect(compareWithLink(promised, phases(1))).toEqual({ kind: 'different', from: 'test' });
    expect(compareWithLink(promised, phases(2))).toEqual({ kind: 'different', from: 'deploy' });
    expect(compareWithLink({ ...promised, numerics: numerics + 1 }, phases(3))).toEqual({ kind: 'other-numerics' });
  });
});
