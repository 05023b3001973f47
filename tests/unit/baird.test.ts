/** Baird's counterexample, in both forms: the invariant for every agent, the population's mean by exact expectation. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { summarise } from '../../src/analysis/statistics';
import type { AgentTable } from '../../src/experiment/results';
import { parseExperiment } from '../../src/experiment/parse';
import { runExperiment } from '../../src/lab/run';
import baird from '../../src/scenarios/baird';
import { localCpuEngine } from '../gpu/harness/cpu';

interface Vectors {
  readonly rules: { readonly features: readonly (readonly number[])[]; readonly gamma: number; readonly initialWeights: readonly number[] };
  readonly invariant: { readonly n: readonly number[]; readonly value: number };
  readonly semiGradientDP: { readonly alpha: number; readonly rows: readonly { updates: number; w1to6: number; w7: number; w8: number }[] };
}
const { rules, invariant, semiGradientDP } = JSON.parse(readFileSync(new URL('../external/baird.json', import.meta.url), 'utf8')) as Vectors;
const { features, gamma, initialWeights } = rules;
const { alpha } = semiGradientDP;
const lower = features.length - 1;

/** The published rows that a population of this size can tell apart from others. */
const rows = semiGradientDP.rows.filter(({ updates }) => updates > 0 && updates <= 200);

type Vector = readonly number[];
const dot = (a: Vector, b: Vector): number => a.reduce((sum, x, i) => sum + x * b[i]!, 0);
const mix = (terms: readonly (readonly [number, Vector])[]): Vector => initialWeights.map((_, i) => terms.reduce((sum, [scale, v]) => sum + scale * v[i]!, 0));

/** The TD update of one state under the target policy; linear in w. */
const update = (w: Vector, state: number): Vector => mix([[gamma * dot(features[lower]!, w) - dot(features[state]!, w), features[state]!]]);

/** One population, whose phases end after so many updates as the rows say. */
async function population(form: string, stepSize: number): Promise<AgentTable> {
  const phases = rows.map(({ updates }, i) => ({ name: `${updates} updates`, split: 'train', steps: updates - (rows[i - 1]?.updates ?? 0) }));
  const experiment = { scenario: 'baird', scenarioOptions: { form }, agents: 2000, seed: 11, agent: { alpha: stepSize }, phases: [baird.defaults!.phases![0], ...phases] };
  return (await runExperiment(parseExperiment(experiment), localCpuEngine(), {})).agents!;
}

/** [weight][agent] at the end of a phase. */
const weightsOf = (table: AgentTable, phase: string): readonly (readonly number[])[] =>
  initialWeights.map((_, i) => table.columns[table.names.indexOf(`${phase}.probe.w${i + 1}`)] as readonly number[]);

/** What is expected of w after so many updates, by the moments E[w; state], which depend on each other linearly. */
function expectedOfSampled(lengths: readonly number[]): readonly Vector[] {
  let mean: Vector = initialWeights;
  return lengths.map((steps) => {
    // A phase begins with an episode of its own, in any state.
    let moments = features.map(() => mix([[1 / features.length, mean]]));
    for (let step = 0; step < steps; step++) {
      const moved = mix(moments.map((moment, state) => [alpha, update(moment, state)]));
      const stayed = mix([[1 / features.length, mean]]);
      moments = features.map((_, state) => (state === lower ? mix([[1, stayed], [1, moved]]) : stayed));
      mean = mix([[1, mean], [1, moved]]);
    }
    return mean;
  });
}

describe.each([
  ['hosted', alpha, rows.map(({ w1to6, w7, w8 }) => [...new Array<number>(6).fill(w1to6), w7, w8])],
  ['sampled', features.length * alpha, expectedOfSampled(rows.map(({ updates }, i) => updates - (rows[i - 1]?.updates ?? 0)))],
])('the form %s', async (form, stepSize, expected) => {
  const table = await population(form, stepSize);

  it('begins with the published weights in every agent', () => {
    weightsOf(table, 'initial weights').forEach((perAgent, i) => {
      for (const weight of perAgent) expect(Math.abs(weight / initialWeights[i]! - 1)).toBeLessThan(1e-6);
    });
  });

  it.each(rows.map(({ updates }, i) => [updates, expected[i]!] as const))('%s updates: the mean over agents is within four standard errors', (updates, means) => {
    weightsOf(table, `${updates} updates`).forEach((perAgent, i) => {
      const { mean, standardError } = summarise(perAgent);
      expect(Math.abs(mean! - means[i]!), `w${i + 1}`).toBeLessThanOrEqual(4 * standardError! + 1e-5 * Math.abs(means[i]!));
    });
  });

  it.each(['initial weights', ...rows.map(({ updates }) => `${updates} updates`)])('%s: n·w is what it was in every agent', (phase) => {
    const weights = weightsOf(table, phase);
    weights[0]!.forEach((_, agent) => {
      const own = weights.map((perAgent) => perAgent[agent]!);
      expect(Math.abs(dot(invariant.n, own) - invariant.value)).toBeLessThanOrEqual(1e-3 * Math.max(1, Math.sqrt(dot(own, own))));
    });
  });
});

it('the values of the recommended experiment grow tenfold, and no agent diverges', async () => {
  const { agents } = await runExperiment(parseExperiment({ scenario: 'baird', agents: 64, seed: 12 }), localCpuEngine(), {});
  const column = (name: string) => agents!.columns[agents!.names.indexOf(name)] as readonly number[];
  expect(column('train.diverged').every((diverged) => diverged === 0)).toBe(true);
  expect(summarise(column('train.probe.state 1')).mean!).toBeGreaterThan(10 * summarise(column('initial weights.probe.state 1')).mean!);
});
