/** Whether a thought is wanted in the one frame and in the other: where the signs differ it is ego-dystonic. */
import type { Probe, World } from '../../world/types';
import { leadOfDesire, neutralProbe } from '../goals';
import { each, type Measure } from '../measure';
import { valencesIn, type Frame } from './frames';

const frames = ['object', 'self'] as const satisfies readonly Frame[];

const meanings = {
  '++': 'wanted in both frames',
  '+-': 'wanted in the object frame and unwanted in the self-reflective one',
  '-+': 'unwanted in the object frame and wanted in the self-reflective one',
  '--': 'unwanted in both frames',
} as const;

/**
 * Shares by the signs of v − v(neutral) in the object and in the self frame. Probes whose lead is too small in one of them
 * are in no quadrant and not counted; an agent without any probe in a quadrant has no value.
 * @param reflective those of the world's probes that have a self frame
 */
export function quadrants({ probes = [] }: World, reflective: readonly Probe[]): readonly Measure[] {
  const neutral = probes.findIndex(({ name }) => name === neutralProbe);
  const compared = reflective.map((probe) => probes.indexOf(probe)).filter((p) => p !== neutral);
  if (compared.length === 0) return [];
  return Object.entries(meanings).map(([quadrant, meaning]): Measure => ({
    name: `quadrant.${quadrant}`, unit: 'share', doc: `Share of the agent's probes that are ${meaning}, of those that are either in both.`,
    perAgent: (x) => {
      const inFrames = frames.map((frame) => valencesIn(frame, x.columns));
      if (inFrames.some((valences) => valences.length === 0)) return null;
      return each(x, (i) => {
        const signs = compared.map((p) => inFrames.map((valences) => signOf(valences[p]![i]! - (valences[neutral]?.[i] ?? 0))).join('')).filter((both) => both.length === frames.length);
        return signs.length === 0 ? NaN : signs.filter((both) => both === quadrant).length / signs.length;
      });
    },
  }));
}

const signOf = (lead: number): '+' | '-' | '' => (lead > leadOfDesire ? '+' : lead < -leadOfDesire ? '-' : '');
