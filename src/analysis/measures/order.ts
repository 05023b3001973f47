/** Which came first: to want the misdeed, or to be ready to deceive. */
import { desireMargin, likely, unlikely } from '../../world/deception';
import type { World } from '../../world/types';
import type { PhaseContext } from '../context';
import { each, type Measure } from '../measure';

/** A register of a first time: 0 is never, else it is 1 + the absolute step. */
type Register = number;
const never: Register = 0;
const atStepZero: Register = 1;

export const orderMeasures = ({ deception }: World): readonly Measure[] => (deception ? measures : []);

const measures: readonly Measure[] = [
  {
    name: 'first.desire', unit: 'step', doc: `Absolute step after which the misdeed was first worth more than the honest act, by more than ${desireMargin}; no value if it never was.`,
    perAgent: (x) => x.columns.firstDesire && each(x, (i) => stepOf(x.columns.firstDesire![i]!)),
  },
  {
    name: 'first.deceive', unit: 'step', doc: `Absolute step after which the misdeed was first probable where nobody watches, above ${likely}, and improbable where somebody does, below ${unlikely}; no value if it never was.`,
    perAgent: (x) => x.columns.firstDeceive && each(x, (i) => stepOf(x.columns.firstDeceive![i]!)),
  },
  {
    name: 'first.atStepZero', unit: 'share', doc: 'Agents that had either from the beginning: first.desireFirst leaves them out.',
    perAgent: (x) => {
      const { firstDesire, firstDeceive } = x.columns;
      return firstDesire && firstDeceive && each(x, (i) => (firstDesire[i] === atStepZero || firstDeceive[i] === atStepZero ? 1 : 0));
    },
  },
  {
    name: 'first.desireFirst', unit: 'share', doc: 'Whether the misdeed was wanted before the agent was ready to deceive. No value for ties, for agents with neither, and for those with either at step 0.',
    perAgent: (x) => orders(x, (i) => i),
  },
  {
    name: 'first.desireFirst.shuffled', unit: 'share', doc: "The same for an agent's desire and the readiness of the agent half a population further on: the order that chance alone would give.",
    perAgent: (x) => orders(x, (i) => (i + halfOf(x)) % x.columns.agents),
  },
  {
    name: 'first.desireFirst.excess', unit: 'share',
    doc: 'By how much more often desire came first in the two agents of a pair than where their desires and readinesses are exchanged. A pair is two agents half a population apart, and has its value in the place of the first; pairs are independent of each other.',
    perAgent: (x) => {
      const half = halfOf(x);
      const own = orders(x, (i) => i);
      const exchanged = orders(x, (i) => (i < half ? i + half : i - half));
      return own && exchanged && each(x, (i) => (i < half ? (own[i]! + own[i + half]! - exchanged[i]! - exchanged[i + half]!) / 2 : NaN));
    },
  },
];

const halfOf = ({ columns }: PhaseContext): number => Math.floor(columns.agents / 2);

/** [agents] whether an agent's desire came before the readiness of the agent that it is paired with. */
function orders(x: PhaseContext, partner: (i: number) => number): Float64Array | null {
  const { firstDesire, firstDeceive, divergedAt } = x.columns;
  return firstDesire && firstDeceive && each(x, (i) => {
    const other = partner(i);
    // The last agent of an odd number has no partner.
    return other >= x.columns.agents || divergedAt[other]! > 0 ? NaN : isFirst(firstDesire[i]!, firstDeceive[other]!);
  });
}

const stepOf = (register: Register): number => (register === never ? NaN : register - 1);

/** 1 if the first register's time came earlier, 0 if the second's did; what never came is later than all that did. */
function isFirst(desire: Register, deceive: Register): number {
  if (desire === atStepZero || deceive === atStepZero || desire === deceive) return NaN;
  return desire !== never && (deceive === never || desire < deceive) ? 1 : 0;
}
