/** What imagined outcomes are worth to an agent, in each frame. */
import type { World } from '../../world/types';
import { neutralProbe } from '../goals';
import { each, type Measure } from '../measure';
import { coherences } from './coherence';
import { frameNames, hasSelfFrame, isReflective, valencesIn, type Frame } from './frames';
import { quadrants } from './quadrants';

export function probeMeasures(world: World): readonly Measure[] {
  const probes = world.probes ?? [];
  const reflective = hasSelfFrame(world) ? probes.filter(isReflective) : [];
  // The empty thought is what the others are compared with, so that it is read off in both frames.
  const readInSelf = reflective.length > 0 ? probes.filter((probe) => probe.name === neutralProbe || isReflective(probe)) : [];
  return [
    ...probes.flatMap((probe, p) => [valence(probe.name, p, 'object'), ...(readInSelf.includes(probe) ? [valence(probe.name, p, 'self')] : [])]),
    ...quadrants(world, reflective),
    ...coherences(world, reflective),
  ];
}

const valence = (name: string, p: number, frame: Frame): Measure => ({
  name: frame === 'object' ? `probe.${name}` : `probe.${name}.self`, unit: 'valence', doc: `Valence of the thought "${name}" at the end of the phase, ${frameNames[frame]}.`,
  perAgent: (x) => {
    const valences = valencesIn(frame, x.columns)[p];
    return valences ? each(x, (i) => valences[i]!) : null;
  },
});
