/**
 * The CPU engine lets agents live four at a time, in the lanes of vectors; fewer than four, and four of
 * which one diverges or has finished, live one by one. How an agent lives must not change a bit of it.
 */
import { describe, expect, it } from 'vitest';
import { Part } from '../../src/engine/cpu/part';
import { encodePart, phaseFields } from '../../src/engine/cpu/part-program';
import { encodeProbes, encodeWorld } from '../../src/engine/encode';
import { specialise } from '../../src/engine/specialise';
import { wordLayout } from '../../src/engine/words';
import { parseExperiment } from '../../src/experiment/parse';
import { planOf } from '../../src/experiment/plan';
import { preparePhase, programOf, shapeOf } from '../../src/lab/program';
import { wholeWorld } from '../gpu/harness/whole-world';

/** Two fours, and three that are left. */
const agents = 11;
const slices = [1, 2, 30, 200, 67];
/** Of the phase without learning that follows. */
const slicesAfter = [1, 19];

const planning = { depth: 1, candidates: 4, rule: 'best' };
/** As many actions as three blocks of four have, each with a payment of its own. */
const bandit = {
  world: {
    schema: 1, actions: Array.from({ length: 11 }, (_, a) => `arm ${a}`), events: Array.from({ length: 11 }, (_, a) => ({ name: `pays ${a}`, reward: a / 8 - 0.5 })),
    levels: [{ name: 'only', splits: { train: 1 }, states: 1, start: [[1, 0]], maxSteps: 4, transitions: Array.from({ length: 11 }, (_, a) => [0, a, [[1, 0, [`pays ${a}`], false]]]) }],
  },
};
const vetoing = { ...planning, candidates: 12, oracle: 'harm', foresight: { choice: [1, 2, 3] }, depth: 2 };
/** The one in the middle has no features. */
const gap = {
  world: {
    schema: 1, actions: ['back', 'on'], events: [{ name: 'end', reward: 1 }],
    levels: [{
      name: 'only', splits: { train: 1 }, states: 3, start: [[1, 0]], maxSteps: 9, features: { object: [[[0, 1]], [], [[1, 1]]] },
      transitions: [0, 1, 2].flatMap((state) => [[state, 0, [[1, Math.max(0, state - 1), [], false]]], [state, 1, [[1, Math.min(2, state + 1), state === 2 ? ['end'] : [], state === 2]]]]),
    }],
  },
};
/** Nothing is chosen: certain ways and uneven ones, a toll on the way, and episodes that are cut; the second row may lead to itself. */
const stroll = (second: number) => ({
  world: {
    schema: 1, actions: ['walk'], events: [{ name: 'toll', reward: -0.25, intended: 0 }, { name: 'end', reward: 1, proxies: { clap: 0.5 } }],
    levels: [{
      name: 'only', splits: { train: 1 }, states: 5, start: [[1, 0]], maxSteps: 7,
      transitions: [
        [0, 0, [[1, 1, [], false]]], [1, 0, [[0.3, 2, [], false], [0.7, second, ['toll'], false]]], [2, 0, [[0.9, 3, [], false], [0.1, 4, ['end'], true]]],
        [3, 0, [[1, 4, ['toll'], false]]], [4, 0, [[0.5, 2, [], false], [0.5, 0, ['toll', 'end'], true]]],
      ],
    }],
  },
});
/** Agents differ in how far they plan in each frame, and how often. */
const inFrames = { depth: { choice: [0, 1, 2] }, candidates: { choice: [1, 3] }, reflectionDepth: { choice: [0, 1, 3] }, reflectionCandidates: { choice: [2, 5] }, floor: 0.1 };
/** The whole world but for what lanes leave to the others. */
const { deception: _, ...rest } = wholeWorld;
const mildWorld = { ...rest, levels: rest.levels.map((level) => ({ ...level, response: undefined })) };

const kinds: readonly { readonly kind: string; readonly scenario: string | object; readonly agent: object; readonly phase?: object; readonly after?: object }[] = [
  { kind: 'prediction among chances', scenario: 'random-walk', agent: {} },
  { kind: 'prediction for so many episodes', scenario: 'random-walk', agent: {}, phase: { episodes: 20 } },
  { kind: 'prediction with tolls, of episodes that are cut', scenario: stroll(0), agent: { gamma: { uniform: [0.5, 1] }, alpha: { choice: [0.1, 0.7] }, initScale: 1 } },
  { kind: 'prediction where a step may lead back', scenario: stroll(1), agent: { gamma: 0.9, alpha: 0.3 } },
  { kind: 'control with an exploration floor', scenario: 'cliff', agent: { floor: 0.2 } },
  { kind: 'two features a row, two actions', scenario: 'claim-03', agent: { depth: 0 } },
  { kind: 'five features a row, three actions', scenario: 'claim-04', agent: { depth: 0, width: 1 } },
  { kind: 'several outcomes and starts', scenario: 'gridworld-4-1', agent: {} },
  { kind: 'no learning', scenario: 'cliff', agent: {}, phase: { steps: 300, learn: false } },
  { kind: 'no chance', scenario: 'cliff', agent: {}, phase: { steps: 300, greedy: true } },
  { kind: 'no chance, after an exploration floor', scenario: 'cliff', agent: { floor: 0.5 }, after: { greedy: true } },
  { kind: 'so many episodes', scenario: 'cliff', agent: { floor: 0.5 }, phase: { episodes: 4 } },
  { kind: 'plans', scenario: 'claim-21', agent: planning },
  { kind: 'plans that satisfice', scenario: 'claim-21', agent: { ...planning, rule: 'satisfice' } },
  { kind: 'plans that know the reward function', scenario: 'claim-04', agent: { ...planning, planValue: 'critic+reward' } },
  { kind: 'plans without immediate valences', scenario: 'claim-03', agent: { ...planning, planValue: 'critic-only' } },
  { kind: 'plans of three steps', scenario: 'claim-04', agent: { ...planning, depth: 3, floor: 0.2 } },
  { kind: 'more plans than there are, no chance in them', scenario: 'claim-04', agent: { ...planning, depth: 3, candidates: 40 }, phase: { steps: 300, greedy: true } },
  { kind: 'plans among chances', scenario: 'gridworld-4-1', agent: { ...planning, planValue: 'critic+reward' } },
  { kind: 'plans of which every agent makes others', scenario: 'claim-21', agent: { ...planning, depth: { choice: [0, 1, 2, 4] }, candidates: { choice: [1, 3, 8] }, rule: 'satisfice' } },
  { kind: 'an oracle', scenario: 'claim-12', agent: { foresight: 4, candidates: { choice: [1, 3] } } },
  { kind: 'an oracle that is disabled by plans', scenario: 'claim-13', agent: { ...vetoing, floor: 0.4 }, phase: { split: 'hub', steps: 300 } },
  { kind: 'an oracle without chance', scenario: 'claim-13', agent: { ...vetoing, depth: { choice: [0, 1] } }, phase: { split: 'hub', steps: 300, greedy: true } },
  { kind: 'eleven actions', scenario: bandit, agent: { floor: 0.2 } },
  { kind: 'eleven actions, judged once', scenario: bandit, agent: { ...planning, candidates: 12 }, phase: { steps: 300, greedy: true } },
  { kind: 'a row without features', scenario: gap, agent: {} },
  { kind: 'a row without features, plans', scenario: gap, agent: planning },
  { kind: 'networks with five actions', scenario: 'discounting-chain', agent: { hidden: 16, floor: 0.2 } },
  { kind: 'a learning gate', scenario: 'claim-21', agent: { ...planning, gate: 'events' } },
  { kind: 'noisy rewards', scenario: 'claim-06', agent: { fn: 0.3, fp: 0.2 } },
  { kind: 'declared valences', scenario: 'claim-08', agent: {}, phase: { split: 'bite', steps: 300 } },
  { kind: 'weights that fade', scenario: 'claim-17', agent: { halfLife: 40 } },
  { kind: 'weights that fade where a learning gate does not forbid it', scenario: 'claim-21', agent: { depth: 0, gate: 'events', halfLife: 40 } },
  { kind: 'two frames', scenario: 'claim-10', agent: { depth: 0, thinkRate: 0, betaMeta: 1, beta: 0.2, reflectionCost: 0.2 } },
  { kind: 'two frames in some rows, for so many episodes', scenario: 'claim-11', agent: { depth: 0, reflectionDepth: 0, betaMeta: 1, beta: 0.2 }, phase: { episodes: 40 } },
  { kind: 'two frames without chance', scenario: 'claim-10', agent: { depth: 0, thinkRate: 0, betaMeta: 1, initScale: 1 }, phase: { steps: 300, greedy: true } },
  { kind: 'plans in the self-reflective frame', scenario: 'claim-11', agent: { depth: 0, reflectionDepth: 1, reflectionCandidates: 8, betaMeta: 1, beta: 0.2, floor: 0.1, rule: 'best' } },
  { kind: 'plans in two frames', scenario: { world: mildWorld }, agent: { ...inFrames, initScale: 0.5, betaMeta: 1, gate: 'events', fn: 0.3, fp: 0.2, thinkRate: 0.5 } },
  { kind: 'networks, two frames', scenario: 'claim-09', agent: { hidden: 16, betaMeta: 1 } },
  { kind: 'networks, two frames, four actions', scenario: 'claim-10', agent: { hidden: 8, depth: 0, thinkRate: 0, betaMeta: 1, floor: 0.1 } },
  { kind: 'eligibility traces, several features a row', scenario: 'claim-04', agent: { depth: 0, width: 1, lambda: 0.9, gamma: 0.9 } },
  { kind: 'traces that die out', scenario: 'gridworld-4-1', agent: { lambda: 0.3, gamma: 0.5 } },
  { kind: 'traces of the actor, which live longer', scenario: 'cliff', agent: { lambda: 0, gamma: 0.5, lambdaActor: 0.9, floor: 0.2, alpha: 0.3, beta: 0.3 } },
  { kind: 'traces and a learning gate', scenario: 'claim-21', agent: { depth: 0, gate: 'events', lambda: 0.7, lambdaActor: 0.7, gamma: 0.8, halfLife: 40 } },
  { kind: 'traces of eleven actions', scenario: bandit, agent: { lambdaActor: 0.9, floor: 0.2 } },
  { kind: 'traces in two frames', scenario: 'claim-10', agent: { depth: 0, thinkRate: 0, betaMeta: 1, beta: 0.2, lambda: 0.7, lambdaActor: 0.5, halfLife: 40 } },
  { kind: 'traces of values alone, eleven actions', scenario: bandit, agent: { lambda: 0.9, beta: 0.5, halfLife: 40 } },
  { kind: 'traces and plans', scenario: 'claim-15', agent: { alpha: 0.1, lambda: 0.5, halfLife: 40, beta: 0.3 }, phase: { split: 'decisions', steps: 300 } },
  { kind: 'things that fade', scenario: 'tomato-watering', agent: {} },
  { kind: 'plans of things that fade', scenario: 'tomato-watering', agent: { ...planning, depth: 2, candidates: 6 } },
  { kind: 'networks', scenario: 'cliff', agent: { hidden: 32, floor: 0.2 } },
  { kind: 'networks, several features a row, three actions', scenario: 'claim-04', agent: { hidden: 8, depth: 0, width: 1 } },
  { kind: 'networks that predict', scenario: 'random-walk', agent: { hidden: 16 } },
  { kind: 'networks, for so many episodes', scenario: 'gridworld-4-1', agent: { hidden: 64 }, phase: { episodes: 4 } },
  { kind: 'networks with a learning gate', scenario: 'claim-21', agent: { hidden: 16, depth: 0, gate: 'events' } },
  { kind: 'networks among noisy rewards', scenario: 'claim-06', agent: { hidden: 32, fn: 0.3, fp: 0.2 } },
  { kind: 'divergence of predictions', scenario: 'random-walk', agent: { alpha: { choice: [0.5, 1.99, 3] } } },
  { kind: 'divergence of networks', scenario: 'cliff', agent: { hidden: 16, alpha: 1.5, beta: 4, temperature: 0.05 } },
  { kind: 'divergence in two frames', scenario: 'claim-10', agent: { depth: 0, thinkRate: 0, alpha: 1.9, gamma: 1, beta: 4, betaMeta: 4, temperature: 0.05 } },
  { kind: 'divergence', scenario: 'claim-07', agent: { alpha: 3, beta: 2, temperature: 0.05 } },
  { kind: 'divergence of traces', scenario: 'claim-07', agent: { alpha: 3, beta: 2, lambda: 0.9, lambdaActor: 0.9, temperature: 0.05 } },
  { kind: 'divergence of plans', scenario: 'claim-21', agent: { ...planning, alpha: 1.99, gamma: 1, beta: 4 } },
  { kind: 'divergence of plans of three steps', scenario: 'gridworld-4-1', agent: { ...planning, depth: 3, alpha: 1.99, gamma: 1, beta: 4 } },
];

describe.each(kinds)('$kind', ({ kind, scenario, agent, phase = { steps: 300 }, after = { learn: false } }) => {
  it('is the same in lanes and one by one', async () => {
    // Afterwards agents no longer learn, as a rule.
    const phases = [phase, { ...phase, episodes: undefined, steps: 20, ...after }];
    const experiment = parseExperiment({ schema: 1, scenario, agents, seed: 5, agent: { hidden: 0, ...agent }, phases: phases.map((own, i) => ({ name: `phase ${i}`, split: 'train', ...own })) });
    const program = programOf(experiment, shapeOf(experiment));
    const [fields, fieldsAfter] = planOf(experiment.phases, program.tables.world).phases.map((planned) => phaseFields(program, preparePhase(planned, program.tables, 1).program));
    const open = async (first: number, count: number): Promise<Part> => {
      const part = await Part.create(encodePart(program, { first, agents: count }, encodeWorld(program), encodeProbes(program)));
      part.begin(fields!);
      return part;
    };
    const together = await open(0, agents);
    const alone = await Promise.all(Array.from({ length: agents }, (_, i) => open(i, 1)));
    const slots = Array.from({ length: specialise(program).measures.MEASURES }, (_, slot) => slot);
    let step = 0;
    const advance = (steps: number): void => {
      for (const part of [together, ...alone]) part.advance(step, steps);
      step += steps;
    };
    /** The features with traces; in any order. */
    const traced = (part: Part, agent: number): number[] => {
      const { words } = part.save(agent, 1);
      return [...words.subarray(wordLayout.TRACE_LIST, wordLayout.TRACE_LIST + words[wordLayout.TRACE_COUNT]!)].sort((a, b) => a - b);
    };
    const sameTraced = (): void => expect(alone.map((_, i) => traced(together, i))).toEqual(alone.map((part) => traced(part, 0)));
    slices.forEach(advance);
    sameTraced();
    for (const part of [together, ...alone]) part.begin(fieldsAfter!);
    slicesAfter.forEach(advance);
    sameTraced();
    alone.forEach((part, i) => expect([...together.agent(i).words], `agent ${i}`).toEqual([...part.agent(0).words]));
    expect(together.accumulators(slots).map((values) => [...values])).toEqual(slots.map((slot) => alone.map((part) => part.accumulators([slot])[0]![0])));
    const diverged = alone.filter((part) => part.agent(0).words[wordLayout.DIVERGED_AT]! > 0).length;
    expect(diverged > 0, `${diverged} agents diverged`).toBe(kind.startsWith('divergence'));
  });
});
