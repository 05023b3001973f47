/** Where two runs part is found: the step, the agent and the quantity of a single bit that was turned over. */
import { describe, expect, it } from 'vitest';
import { specialise } from '../../src/engine/specialise';
import { wordLayout } from '../../src/engine/words';
import { parseExperiment } from '../../src/experiment/parse';
import { shapeOf } from '../../src/lab/program';
import { localCpuEngine } from '../gpu/harness/cpu';
import { partingOf, partingText, quantityOf, traceOf, type Tracer } from '../gpu/harness/trace';
import { wholeWorld } from '../gpu/harness/whole-world';

const phases = [{ name: 'train', split: 'train', steps: 60 }, { name: 'test', split: 'train', steps: 20, learn: false }];
const plain = { scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 4 }, agents: 4, agent: { hidden: 8 }, phases };
const engine = localCpuEngine();
const honest: Tracer = (traceCase) => traceOf(engine, traceCase);

/** Turns over one bit of a slot of an agent's memory after a step. */
const turning = (atStep: number, agent: number, slot: number): Tracer => (traceCase) =>
  traceOf(engine, traceCase, async ({ population }, step) => {
    if (step !== atStep) return;
    const block = await population.save(agent, 1);
    block.memory[slot * 4]! ^= 1;
    await population.restore(block);
  });

describe('two runs', () => {
  it('that are the same do not part', async () => {
    expect(await partingOf(plain, honest, honest)).toBeNull();
  });

  it.each([[1, 0, 0, 'W1[feature 0][unit 0]'], [37, 2, 3, 'W1[feature 1][unit 1]'], [80, 3, 2, 'W1[feature 1][unit 0]']] as const)('part after step %i in agent %i, slot %i: %s', async (step, agent, slot, quantity) => {
    const parting = await partingOf(plain, honest, turning(step, agent, slot));
    expect(parting).toMatchObject({ step, agent, quantity });
    expect(partingText(parting!)).toMatch(new RegExp(`after step ${step}, in agent ${agent}: .* is 0x[0-9a-f]{8}, there 0x`));
  });
});

describe('a word', () => {
  const whole = (agent: object) => ({ scenario: { world: wholeWorld }, agents: 2, agent: { hidden: 0, ...agent }, phases });
  it.each<[object, number, string]>([
    [plain, 0, 'row'],
    [plain, wordLayout.DIVERGED_AT, 'step of divergence'],
    [{ ...plain, agent: { hidden: 8, lambda: 0.5 } }, -1, 'trace of b2'],
    [plain, -1, 'b3[action 3]'],
    [whole({ lambda: 0.5, lambdaActor: 0.5, depth: 2 }), -1, 'FIRST_DECEIVE + 0'],
    [whole({ lambda: 0.5, lambdaActor: 0.5 }), -3, 'trace of W3[feature 7][action 2]'],
    [whole({ depth: 2, model: 'learned' }), -1, 'MODEL + 29'],
  ])('of %j at %i is %s', (experiment, word, name) => {
    const shape = shapeOf(parseExperiment(experiment));
    const { network, extras } = specialise(shape);
    expect(quantityOf(shape, word < 0 ? word + wordLayout.COUNTERS + network.values + extras.EXTRA_WORDS : word)).toBe(name);
  });
});
