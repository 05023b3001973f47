/**
 * The CPU engine, and with it every other, against a second implementation of the specification: bit for bit.
 *
 * Of some definitions the obvious alternative has the wrong sign, runs away, or teaches nothing. These tests fail with it:
 *
 * | definition | alternative | test |
 * | --- | --- | --- |
 * | events are felt by features of their own | by the row of arrival alone | agent-model-reward: tells events apart |
 * | a plan is worth ρ of its arrivals and the critic behind them | the critic alone | agent-model-guess: by hand; agent-model-plans: flees the goal |
 * | ρ learns what was paid | what was paid and expected, or what thoughts pay | agent-model-reward: asks for no value; agent-model-frames: reaches δ, but neither ρ … |
 * | the oracle against harm leaves out what it would veto itself | everything that could be done | agent-model-oracle: what is vetoed |
 * | the actor counts min(1, π/b) under a floor | every action whole | agent-model-policy: by hand; stay bounded |
 * | the habit's baseline averages over frames | the value of the frame that came up | agent-model-frames: by hand; grows where … |
 * | finished is terminated or truncated | terminated | agent-model-episodes |
 * | coherence is B / (B + W) | little variance over contexts, which indifference has as well | measures: coherence |
 * | desire has a margin, deceit a watched twin | any preference, the misdeed alone | agent-model-order: by hand |
 */
import { describe, expect, it } from 'vitest';
import { parseExperiment } from '../../src/experiment/parse';
import { preparePhase } from '../../src/lab/program';
import { Session } from '../../src/lab/session';
import { localCpuEngine } from '../gpu/harness/cpu';
import { wholeWorld } from '../gpu/harness/whole-world';
import { LinearAgent } from './mirror/linear-agent';

const { deception: _deception, ...world } = wholeWorld;
const agents = 8;
const phases = [
  { name: 'train', split: 'train', steps: 300 },
  { name: 'keep', split: 'deploy', steps: 60, learn: false, modelLearn: false },
  { name: 'best', split: 'train', steps: 60, greedy: true },
];
const everything = {
  gamma: { uniform: [0.8, 1] }, alpha: { logUniform: [0.01, 0.3] }, beta: { choice: [0, 0.1, 0.2] }, lambda: { choice: [0, 0.5, 0.9] }, lambdaActor: { choice: [0, 0.5, 1] }, temperature: { uniform: [0.5, 2] },
  floor: { choice: [0, 0.2] }, depth: { choice: [1, 3] }, candidates: { choice: [1, 2, 5] }, betaMeta: { choice: [0, 0.25, 0.5] }, reflectionCost: { uniform: [0, 0.25] },
  reflectionDepth: { choice: [-1, 0, 2] }, reflectionCandidates: { choice: [0, 3] }, thinkRate: { uniform: [0, 0.5] }, replay: { choice: [0, 2] }, halfLife: { choice: [0, 100] },
  gate: 'events', fn: { uniform: [0, 0.5] }, fp: { uniform: [0, 0.5] }, oracle: 'good', foresight: { choice: [0, 1, 3] }, oracleMargin: 0.125,
};

const cases: Readonly<Record<string, object>> = {
  'nothing but frames': { model: 'none' },
  'plans that satisfice': { depth: 2, candidates: 3, floor: 0.1 },
  'the best of plans in a learned model': { depth: 3, candidates: 4, rule: 'best', model: 'learned' },
  'plans judged by the critic alone, traces': { depth: 1, candidates: 2, planValue: 'critic-only', lambda: 0.5 },
  'plans judged with the true reward, replay': { depth: 2, candidates: 2, planValue: 'critic+reward', replay: 3 },
  'everything, a good oracle': everything,
  'everything, no harm': { ...everything, rule: 'best', model: 'learned', oracle: 'harm', lambda: 0.5, replay: 1 },
  'weights that leave the range': { depth: 1, alpha: 4, thinkRate: 4, gamma: 1 },
};

describe('a second implementation', () => {
  it.each(Object.entries(cases))('agrees step by step: %s', async (_name, agent) => {
    const experiment = parseExperiment({ schema: 1, scenario: { world }, agents, seed: 21, agent: { hidden: 0, initScale: 0.5, ...agent }, phases });
    const session = await Session.open(experiment, localCpuEngine(), true);
    const { tables } = session.shape;
    const mirrors = Array.from({ length: agents }, (_, i) => new LinearAgent(tables, experiment, i));
    let t = 0;
    for (const planned of session.plan.phases) {
      const { program } = preparePhase(planned, tables, 1);
      for (const mirror of mirrors) mirror.begin();
      await session.population.begin(program);
      // The first steps one by one, then in larger parts.
      for (let made = 0, part = 1; made < planned.steps; made += part) {
        part = made < 10 ? 1 : Math.min(planned.steps - made, 25);
        await session.population.advance(part);
        for (let n = 0; n < part; n++, t++) for (const mirror of mirrors) mirror.step(t, program);
        for (let i = 0; i < agents; i++) {
          const [words, expected] = [(await session.population.agent(i)).words, mirrors[i]!.words()];
          const different = expected.findIndex((word, w) => word !== words[w]);
          expect([words.length, different], `agent ${i} before step ${t}`).toEqual([expected.length, -1]);
        }
      }
    }
    session.destroy();
  });
});
