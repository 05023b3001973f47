/** How soon and how well agents learn: measures that compare an agent with the optimum, and with the best of its population. */
import { describe, expect, it } from 'vitest';
import { fakePhase, smallWorld, valuesOf } from './fake-phase';

const u32 = (...values: number[]): Uint32Array => Uint32Array.from(values);
const f32 = (...values: number[]): Float32Array => Float32Array.from(values);

describe('within twice the best time', () => {
  const within = (criterionRecord: Uint32Array, divergedAt: Uint32Array = new Uint32Array(criterionRecord.length)) =>
    valuesOf('ttc.withinTwice', fakePhase(smallWorld, criterionRecord.length, { criterionRecord, divergedAt }));

  it('compares with the best, of the agents that reached the criterion', () => expect(within(u32(4, 8, 9, 0, 5))).toEqual([1, 1, 0, NaN, 1]));
  it('leaves agents that diverged out, also as the best', () => expect(within(u32(2, 6, 12), u32(1, 0, 0))).toEqual([NaN, 1, 1]));
  it('has no value where nobody reached it', () => expect(within(u32(0, 0))).toEqual([NaN, NaN]));

  it('does not let one lucky agent in more than a hundred decide', () => {
    const records = (agents: number): Uint32Array => Uint32Array.from({ length: agents }, (_, i) => (i === 0 ? 1 : 10));
    expect(within(records(100))!.slice(0, 2)).toEqual([1, 0]);
    expect(within(records(101))!.slice(0, 2)).toEqual([1, 1]);
  });
});

describe('halfway to the optimum', () => {
  // The uniform policy gets 0 and the optimal one 1.
  const context = (optimal = 1) => {
    const phase = fakePhase(smallWorld, 4, { episodes: u32(4, 4, 4, 0), returns: [f32(2, 1.9, 5, 0), f32(0, 0, 0, 0)] });
    return { ...phase, returns: { ...phase.returns, optimal: { ...phase.returns.optimal, reward: { discounted: optimal, undiscounted: optimal } } } };
  };

  it('is where the mean return is', () => expect(valuesOf('halfway', context())).toEqual([1, 0, 1, NaN]));
  it('as a vote is for or against', () => expect(valuesOf('halfway.majority', context())).toEqual([1, -1, 1, NaN]));
  it('does not exist where all policies are paid alike', () => {
    expect(valuesOf('halfway', context(0))).toBeNull();
    expect(valuesOf('halfway.majority', context(0))).toBeNull();
  });
});
