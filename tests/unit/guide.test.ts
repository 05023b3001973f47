import { describe, expect, it } from 'vitest';
import { beside } from '../../src/ui/beside';
import { glossary, searchGlossary } from '../../src/ui/glossary';
import { tourSteps } from '../../src/ui/tour-steps';
import { filesUnder } from '../files';

describe('the glossary', () => {
  it('has every term once, with a definition of one or two sentences and a source', () => {
    const names = glossary.map(({ term }) => term.toLowerCase());
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    for (const { term, definition, source } of glossary) {
      expect(definition, term).toMatch(/^[A-Z0-9].*\.$|^norm/);
      expect(definition.match(/[.!?](?= [A-Z])/g)?.length ?? 0, term).toBeLessThanOrEqual(1);
      expect(source, term).toMatch(/\b(1[89]|20)\d\d\b|^defined here$|\(value iteration\)/);
    }
  });

  it('finds words by what they are called elsewhere, and nothing for nonsense', () => {
    expect(searchGlossary(' ')).toEqual(glossary);
    expect(searchGlossary('brainstem')[0]!.term).toBe('steering subsystem');
    expect(searchGlossary('Goal  MISgen').map(({ term }) => term)).toEqual(['goal misgeneralization']);
    expect(searchGlossary('zebra')).toEqual([]);
  });

  it('explains every word that the page refers to it', () => {
    const referred = filesUnder('src/ui', /\.ts$/).flatMap(({ text }) => [...text.matchAll(/<lab-term term="([^"$]+)"|\bterm: '([^']+)', doc|\b(?:outerGap|innerGap|valueR2): '([^']+)'/g)].map(([, a, b, c]) => (a ?? b ?? c)!));
    expect(referred.length).toBeGreaterThan(3);
    expect(referred.filter((term) => !glossary.some((entry) => entry.term === term))).toEqual([]);
  });
});

describe('the tour', () => {
  it('is short', () => {
    expect(tourSteps.length).toBeGreaterThanOrEqual(6);
    expect(tourSteps.length).toBeLessThanOrEqual(8);
    for (const { text } of tourSteps) expect(text.length).toBeLessThan(240);
  });
});

describe('a card beside its target', () => {
  const edges = (left: number, top: number, width: number, height: number) => ({ left, top, right: left + width, bottom: top + height });
  const card = { width: 300, height: 150 };
  const view = { width: 1000, height: 600 };

  it.each([
    ['to the right', edges(0, 100, 200, 50), { left: 210, top: 100 }],
    ['to the left', edges(700, 100, 300, 50), { left: 390, top: 100 }],
    ['below', edges(0, 100, 1000, 50), { left: 10, top: 160 }],
    ['above', edges(0, 400, 1000, 200), { left: 10, top: 240 }],
    ['inside, where there is no room beside it', edges(0, 0, 1000, 600), { left: 690, top: 440 }],
    ['in the window, where the target is out of it', edges(0, 5000, 200, 50), { left: 210, top: 440 }],
  ])('stands %s', (_, target, place) => expect(beside(target, card, view, 10)).toEqual(place));
});
