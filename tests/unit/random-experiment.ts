import { hyperparameterNames, hyperparameters, isChoice, type Hyperparameter, type HyperparameterName } from '../../src/agent/hyperparameters';
import { threefry, uniform24 } from '../../src/numerics/threefry';

/** A stream of uniform numbers in [0, 1). */
function stream(seed: number): () => number {
  let counter = 0;
  return () => uniform24(threefry([seed, 0], [counter++, 0])[0]);
}

/** Settings that need other worlds than that of a random walk, or that not every agent can have. */
const needy: readonly HyperparameterName[] = ['gate', 'fp', 'oracle', 'lambdaActor'];

/** A valid experiment in its public JSON form: different for every seed, with any of its parts left out. */
export function randomExperiment(seed: number): Record<string, unknown> {
  const uniform = stream(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(uniform() * values.length)]!;
  const upTo = (n: number): number => 1 + Math.floor(uniform() * n);
  const maybe = (parts: Record<string, () => unknown>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(parts).flatMap(([key, part]) => (uniform() < 0.5 ? [[key, part()]] : [])));
  const hyperparameter = (table: Hyperparameter): unknown => {
    if (isChoice(table)) return pick(table.choices);
    const { min, max, above = min, integer = false, shared = false } = table;
    const value = () => (integer ? min + Math.floor(uniform() * (max - min + 1)) : above + uniform() * (max - above));
    const range = () => [value(), value()].sort((a, b) => a - b);
    const ranges = [() => ({ uniform: range() }), () => ({ logUniform: range().map((end) => Math.max(end, 1e-6)) })];
    const lists = [() => ({ choice: [value(), min, value()] }), () => ({ grid: [value(), value()] })];
    return pick<() => unknown>(shared ? [value] : [value, ...(integer ? [] : ranges), ...lists])();
  };
  const phases = () =>
    Array.from({ length: upTo(5) }, (_, i) => ({
      name: `phase ${i}`,
      ...pick<() => Record<string, unknown>>([
        () => ({ split: 'train', steps: upTo(100_000) }),
        () => ({ split: 'train', episodes: upTo(100) }),
        () => ({ levels: ['walk', 'walk'], repeat: upTo(50) }),
      ])(),
      ...maybe({ learn: () => uniform() < 0.5, greedy: () => uniform() < 0.5, modelLearn: () => uniform() < 0.5 }),
    }));
  return {
    scenario: 'random-walk',
    ...maybe({
      schema: () => 1,
      name: () => pick(['', 'Läuft — 走る', 'a "name"']),
      scenarioOptions: () => ({}),
      agents: () => pick([1, 7, 4096, 1_000_000]),
      seed: () => pick([0, 1, 4_294_967_295]),
      agent: () => maybe(Object.fromEntries(hyperparameterNames.filter((name) => !needy.includes(name)).map((name) => [name, () => hyperparameter(hyperparameters[name])]))),
      phases,
      record: () => maybe({ everySteps: () => 100 * upTo(1000) + 10_000, perAgent: () => uniform() < 0.5 }),
    }),
  };
}
