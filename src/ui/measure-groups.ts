/** The measures that have curves, in groups for a list to choose from. */
import type { World } from '../world/types';
import { channelsOf } from './palette';

export interface MeasureChoice {
  readonly name: string;
  /** what it is called within its group */
  readonly text: string;
}

export interface MeasureGroup {
  readonly title: string;
  readonly choices: readonly MeasureChoice[];
}

/** Groups without a measure are left out. */
export function measureGroups(names: readonly string[], world: World): readonly MeasureGroup[] {
  const returns = new Set(channelsOf(world).flatMap((channel) => [channel, `${channel}.discounted`]));
  const probed = new Map((world.probes ?? []).flatMap(({ name }) => [[`probe.${name}`, name], [`probe.${name}.self`, `${name}, self-reflective`]]));
  const isProbe = (name: string): boolean => name.startsWith('probe.');
  const group = (title: string, belongs: (name: string) => boolean): MeasureGroup =>
    ({ title, choices: names.filter(belongs).map((name) => ({ name, text: probed.get(name) ?? name.replace(/^probe\./, '') })) });
  return [
    group('Returns', (name) => returns.has(name)),
    group('Valence of what is imagined', isProbe),
    group('Thoughts and deeds', (name) => !returns.has(name) && !isProbe(name)),
  ].filter(({ choices }) => choices.length > 0);
}
