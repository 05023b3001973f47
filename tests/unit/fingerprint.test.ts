import { describe, expect, it } from 'vitest';
import { addWords, finalise, tableDigest } from '../../src/engine/fingerprint';
import { specialise } from '../../src/engine/specialise';
import { parseExperiment } from '../../src/experiment/parse';
import { Session } from '../../src/lab/session';
import { bitsOf } from '../../src/numerics/float32';
import { localCpuEngine } from '../gpu/harness/cpu';

/** Two agents' words; some are numbers, so that signs and ulps mean something. */
const agents = [0, 1].map((agent) => Uint32Array.from({ length: 40 }, (_, i) => bitsOf(Math.sin(1 + i + 100 * agent))));
const digest = tableDigest(Uint32Array.of(1, 2, 3), 'text');

function fingerprintOf(words: readonly Uint32Array[], first = 0): string {
  const sums = new Uint32Array(4);
  words.forEach((own, agent) => addWords(sums, first + agent, own));
  return finalise(sums, digest);
}
const changed = (change: (words: Uint32Array[]) => void): readonly Uint32Array[] => {
  const copy = agents.map((words) => words.slice());
  change(copy);
  return copy;
};
const flipSign = (words: Uint32Array, i: number): void => void (words[i]! ^= 0x80000000);

describe('a fingerprint', () => {
  const original = fingerprintOf(agents);

  it('is 22 characters of base64url, the same every time', () => {
    expect(original).toMatch(/^[\w-]{22}$/);
    expect(fingerprintOf(agents)).toBe(original);
  });

  it.each<readonly [string, (words: Uint32Array[]) => void]>([
    ['one bit', (words) => void (words[0]![7]! ^= 1 << 13)],
    ['one ulp in one weight', (words) => void words[1]![3]!++],
    ['two signs', (words) => (flipSign(words[0]!, 4), flipSign(words[0]!, 5))],
    ['the same sign of two agents', (words) => (flipSign(words[0]!, 4), flipSign(words[1]!, 4))],
    ['two words exchanged', (words) => words[0]!.set([words[0]![9]!, words[0]![8]!], 8)],
    ['two agents exchanged', (words) => void words.reverse()],
    ['a word of +0 more', (words) => void (words[0] = Uint32Array.of(...words[0]!, 0))],
  ])('changes with %s', (_name, change) => expect(fingerprintOf(changed(change))).not.toBe(original));

  it('covers tables, text and which agents they are', () => {
    const other = (world: number[], text: string): string => finalise(new Uint32Array(4), tableDigest(Uint32Array.from(world), text));
    expect(new Set([other([1, 2], 'a'), other([2, 1], 'a'), other([1, 2], 'b'), other([1], '\u0002')]).size).toBe(4);
    expect(fingerprintOf(agents, 1)).not.toBe(original);
  });

  it('adds over shards', () => {
    const sums = new Uint32Array(4);
    for (const agent of [1, 0]) {
      const own = new Uint32Array(4);
      addWords(own, agent, agents[agent]!);
      own.forEach((word, k) => (sums[k]! += word));
    }
    expect(finalise(sums, digest)).toBe(original);
  });
});

describe("the engine's state sum", () => {
  it.each([
    ['linear', { hidden: 0 }], ['hidden', { hidden: 16 }], ['linear with traces', { hidden: 0, lambda: 0.8 }], ['hidden with traces', { hidden: 8, lambda: 0.8 }],
  ])('is that of the logical words that it shows: %s', async (_name, agent) => {
    const experiment = parseExperiment({
      schema: 1, scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 8 }, agents: 5, seed: 11, agent, phases: [{ name: 'train', split: 'train', steps: 60 }],
    });
    const session = await Session.open(experiment, localCpuEngine(2), true);
    await session.population.advance(50);
    const sums = new Uint32Array(4);
    for (let i = 0; i < 5; i++) {
      const state = await session.population.agent(i);
      addWords(sums, i, state.words);
      expect(state.weights.length).toBe(specialise(session.shape).network.parameters);
      // Every stored number is in the one range for state.
      for (const weight of state.weights) expect(weight === 0 ? bitsOf(weight) : Math.abs(weight)).toSatisfy((x: number) => x === 0 || (x >= 2 ** -40 && x < 2 ** 40));
    }
    expect([...(await session.population.stateSum())]).toEqual([...sums]);
    session.destroy();
  });
});
