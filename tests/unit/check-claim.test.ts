import { describe, expect, it } from 'vitest';
import { parseClaim } from '../../src/experiment/claim';
import { checkStatistics } from '../../src/lab/check-claim';
import { smallWorld } from './fake-phase';

describe('the statistics of a claim, before anything runs', () => {
  const check = (measure: string, base: object): void => checkStatistics(parseClaim({
    schema: 1, claim: 'c', base: { agents: 2, phases: [{ name: 'walk', split: 'train', steps: 9 }], ...base },
    arms: [{ name: 'arm' }], verdicts: [{ statistic: `walk.${measure}`, contrast: [['arm', 1]], predicted: '+' }],
  }));
  const walk = { scenario: 'random-walk' };
  const reflective = { scenario: { world: smallWorld } };

  it.each<readonly [measure: string, base: object]>([
    ['valueR2.pooled', walk], ['habit', reflective], ['rewardThought', reflective], ['goal.desire.none', { scenario: 'cheese-corner' }], ['goal.behaviour.corner', { scenario: 'cheese-corner' }],
    ['kept', { ...walk, agent: { depth: 1 } }], ['modelError', { ...walk, agent: { depth: 1, model: 'learned' } }],
  ])('may be %s', (measure, base) => expect(() => check(measure, base)).not.toThrow());

  it.each<readonly [measure: string, base: object]>([
    ['goal.desire', { scenario: 'cheese-corner' }], ['goal.desire.none', walk], ['habit', walk], ['harm', walk], ['first.desire', walk],
    ['kept', walk], ['kept', { ...walk, agent: { depth: 1, model: 'none' } }], ['modelError', { ...walk, agent: { depth: 1 } }], ['vetoes', walk],
  ])('may not be %s where it does not exist', (measure, base) => {
    expect(() => check(measure, base)).toThrow(`verdicts[0].statistic: "walk.${measure}"; expected a phase and a measure of arm “arm”: steps, episodes, reward`);
  });
});
