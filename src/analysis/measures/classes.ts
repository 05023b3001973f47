/** The classifications of agents by goal as numbers, so that populations can be compared by them. */
import type { World } from '../../world/types';
import type { PhaseContext } from '../context';
import { desirableGoals, goalByBehaviour, goalByDesire, goalsOf, noGoal } from '../goals';
import { each, type Measure } from '../measure';

export function classMeasures(world: World, channels: readonly string[]): readonly Measure[] {
  const { intendedGoal } = world;
  const pursuable = goalsOf(world, channels).map(({ name }) => name);
  const desirable = desirableGoals(world);
  const reason: Measure = {
    name: 'align.reason', unit: 'share', doc: 'Whether the goal that the agent desires is the intended one.',
    perAgent: (x) => {
      const desires = goalByDesire(x);
      return desires && each(x, (i) => (desires[i] === intendedGoal ? 1 : 0));
    },
  };
  return [
    ...(intendedGoal !== undefined && desirable.length > 0 ? [reason] : []),
    ...(pursuable.length > 1 ? memberships('goal.behaviour', pursuable, 'pursues by its behaviour', goalByBehaviour) : []),
    ...(desirable.length > 0 ? memberships('goal.desire', desirable, 'desires', goalByDesire) : []),
  ];
}

/** 1 for agents in a class, 0 for those in another one. */
const memberships = (classification: string, goals: readonly string[], verb: string, classify: (context: PhaseContext) => readonly (string | null)[] | null): Measure[] =>
  [...new Set([...goals, noGoal])].map((goal) => ({
    name: `${classification}.${goal}`, unit: 'share', doc: goal === noGoal ? `Whether there is no goal that the agent ${verb}.` : `Whether the goal that the agent ${verb} is ${goal}.`,
    perAgent: (x) => {
      const classes = classify(x);
      return classes && Float64Array.from(classes, (own) => (own === null ? NaN : own === goal ? 1 : 0));
    },
  }));
