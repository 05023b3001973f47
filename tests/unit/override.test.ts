/** Where the brainstem defers, a valence keeps itself alive; an override extinguishes it (design claim: trapped priors). */
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/analysis/statistics';
import { parseExperiment } from '../../src/experiment/parse';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';

/** One cue that leads to itself; with some probability an event declares that its valence is `declared`. */
const cue = (probability: number, declared: number) => ({
  schema: 1, actions: ['wait'], events: [{ name: 'reality', override: declared }],
  levels: [{
    name: 'cue', splits: { train: 1 }, states: 1, start: [[1, 0]], maxSteps: 100_000,
    transitions: [[0, 0, [...(probability < 1 ? [[1 - probability, 0, [], false]] : []), ...(probability > 0 ? [[probability, 0, ['reality'], false]] : [])]]],
  }],
});

/** Valences before and after so many steps: the weights of linear agents with one feature. */
async function valences(probability: number, declared: number, agent: object, steps: number, agents = 64): Promise<(readonly [before: number, after: number])[]> {
  const experiment = parseExperiment({
    schema: 1, scenario: { world: cue(probability, declared) }, agents, seed: 5,
    agent: { hidden: 0, initScale: 1, ...agent }, phases: [{ name: 'train', split: 'train', steps }],
  });
  const session = await Session.open(experiment, localCpuEngine(), true);
  const all = () => Promise.all(Array.from({ length: agents }, async (_, i) => (await session.population.agent(i)).weights[0]!));
  const before = await all();
  await session.population.advance(steps);
  const after = await all();
  session.destroy();
  return before.map((v, i) => [v, after[i]!]);
}

describe('a valence that is never overridden', () => {
  it('keeps itself alive for ever without discount, bit for bit', async () => {
    for (const [before, after] of await valences(0, 0, { alpha: 0.1, gamma: 1 }, 5000)) expect(after).toBe(before);
  });

  it('leaks at α (1 − γ) a step', async () => {
    for (const [before, after] of await valences(0, 0, { alpha: 0.1, gamma: 0.9 }, 100)) expect(after / before).toBeCloseTo((1 - 0.1 * 0.1) ** 100, 4);
  });
});

describe('an override', () => {
  it('moves the guess by TD and by correction, each α of the way', async () => {
    for (const [before, after] of await valences(1, 0.5, { alpha: 0.1, gamma: 1 }, 1)) expect(after).toBeCloseTo(before + 2 * 0.1 * (0.5 - before), 6);
  });

  it('is corrected towards the declared valence even where the agent has hidden units', async () => {
    const experiment = parseExperiment({
      schema: 1, scenario: { world: { ...cue(1, 0.5), probes: [{ name: 'cue', features: { object: [[0, 1]] } }] } }, agents: 16,
      agent: { hidden: 8, alpha: 0.1, gamma: 1, initScale: 0.5 }, phases: [{ name: 'train', split: 'train', steps: 2000 }],
    });
    const session = await Session.open(experiment, localCpuEngine(), true);
    await session.population.advance(2000);
    for (const valence of (await session.population.columns()).probes[0]!) expect(valence).toBeCloseTo(0.5, 4);
    session.destroy();
  });

  // Half-life ln 2 / −[(1 − p) ln(1 − α (1 − γ)) + p ln(1 − 2 α)] at α = .02 and γ = 1.
  it.each([[0.05, 340], [0.1, 170], [0.2, 85], [0.4, 42], [0.8, 21]])('with probability %s a step: half-life %s steps', async (probability, halfLife) => {
    const steps = 3 * halfLife;
    const decay = (await valences(probability, 0, { alpha: 0.02, gamma: 1 }, steps, 400)).map(([before, after]) => Math.log(after / before) / steps);
    const { mean, standardError } = summarise(decay);
    const expected = probability * Math.log(1 - 2 * 0.02);
    expect(Math.abs(mean! - expected)).toBeLessThanOrEqual(4 * standardError!);
    expect(Math.log(2) / -expected).toBeCloseTo(halfLife, -0.5);
  });
});
