/** Whether an outcome is worth the same in every context. */
import type { Probe, World } from '../../world/types';
import { each, type AgentMeasure, type Measure } from '../measure';
import { frameNames, valencesIn, type Frame } from './frames';

/** Below this, all thoughts are worth the same, and there is nothing to be coherent about. */
const leastVariance = 1e-9;

/** Coherence in each frame, and how much more of it there is in the self-reflective one. @param reflective those of the world's probes that have a self frame */
export function coherences(world: World, reflective: readonly Probe[]): readonly Measure[] {
  const inFrames = [...coherence(world, world.probes ?? [], 'object'), ...coherence(world, reflective, 'self')];
  const [object, self] = inFrames;
  if (!object || !self) return inFrames;
  return [...inFrames, {
    name: 'coherence.difference', unit: '1', doc: `${self.name} − ${object.name}, agent by agent.`,
    perAgent: (x) => {
      const [more, less] = [self.perAgent(x), object.perAgent(x)];
      return more && less && more.map((value, i) => value - less[i]!);
    },
  }];
}

/**
 * The coherence of valences in a frame. It exists where the probes fill a table of at least two outcomes by at least two
 * contexts: with one context all that differs would differ by outcome.
 * @param candidates those of the world's probes that have the frame
 */
function coherence({ probes = [] }: World, candidates: readonly Probe[], frame: Frame): readonly AgentMeasure[] {
  const cells = cellsOf(probes, candidates.filter(({ outcome, context }) => outcome !== undefined && context !== undefined));
  if (cells.length < 2 || cells[0]!.length < 2 || cells.some((row) => row.some((own) => own.length === 0))) return [];
  return [{
    name: `coherence.${frame}`, unit: '1',
    doc: `B / (B + W) of valences in the ${frameNames[frame]}: W is the mean over outcomes of their variance over contexts, B the variance of their means. No value where both are 0.`,
    perAgent: (x) => {
      const valences = valencesIn(frame, x.columns);
      return valences.length === 0 ? null : each(x, (i) => coherenceOf(cells.map((row) => row.map((own) => mean(own.map((p) => valences[p]![i]!))))));
    },
  }];
}

/** [outcome][context] which probes are there: the mean of them counts. */
function cellsOf(probes: readonly Probe[], imagined: readonly Probe[]): readonly (readonly (readonly number[])[])[] {
  const contexts = [...new Set(imagined.map(({ context }) => context))];
  return [...new Set(imagined.map(({ outcome }) => outcome))].map((outcome) =>
    contexts.map((context) => imagined.filter((probe) => probe.outcome === outcome && probe.context === context).map((probe) => probes.indexOf(probe))),
  );
}

/** B / (B + W), see above; NaN without variance. @param table [outcome][context] valences */
function coherenceOf(table: readonly (readonly number[])[]): number {
  const between = variance(table.map(mean));
  const total = between + mean(table.map(variance));
  return total < leastVariance ? NaN : between / total;
}

const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;

/** Of a whole population, not of a sample. */
function variance(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((x) => (x - centre) ** 2));
}
