/**
 * A claim of the catalogue for a page, which shows it before anything runs: the predictions as they stand, and one arm at a
 * time, because building the worlds of all arms at once may take seconds.
 */
import { catalogue, parseOptions } from '../scenarios';
import type { Scenario } from '../world/scenario';
import { canonicalJson } from './canonical';
import { canonical } from './canonical-json';
import { statisticParts, type Prediction } from './claim';
import { parseExperiment } from './parse';
import { parsePath, withSetting } from './settings';
import type { Experiment } from './types';

type DeclaredArm = NonNullable<Scenario['arms']>[number];
type DeclaredPrediction = NonNullable<Scenario['verdicts']>[number];
type Population = Pick<Experiment, 'agents' | 'seed'>;

const known = new Map<string, CataloguedClaim | null>();

/** The claim of a scenario; null for a scenario without arms, and for a world of one's own. */
export function claimIn(scenario: Experiment['scenario']): CataloguedClaim | null {
  if (typeof scenario !== 'string') return null;
  let claim = known.get(scenario);
  if (claim === undefined) {
    const { arms, verdicts } = catalogue.get(scenario) ?? {};
    known.set(scenario, (claim = arms && verdicts ? new CataloguedClaim(scenario, arms, verdicts) : null));
  }
  return claim;
}

/** What it holds has passed `parseClaim` in the tests of the catalogue. */
export class CataloguedClaim {
  /** names, in order */
  readonly arms: readonly string[];
  readonly predictions: readonly Prediction[];
  /** whether an arm is the recommended experiment as it stands */
  readonly baseIsArm: boolean;

  /** the arms in the population that was asked for last */
  private readonly experiments = new Map<string, Experiment>();
  private population: Population | null = null;

  constructor(readonly scenario: string, private readonly declared: readonly DeclaredArm[], predictions: readonly DeclaredPrediction[]) {
    this.arms = declared.map(({ name }) => name);
    this.baseIsArm = declared.some(({ set = {} }) => Object.keys(set).length === 0);
    this.predictions = predictions.map(({ margin = null, ...prediction }) => ({ ...prediction, ...statisticParts(prediction.statistic)!, margin }));
  }

  /** The experiment of an arm, or the recommended one itself, with so many agents and this seed. */
  experimentOf(arm: string | null, { agents, seed }: Population): Experiment {
    if (this.population?.agents !== agents || this.population.seed !== seed) {
      this.population = { agents, seed };
      this.experiments.clear();
    }
    const key = arm ?? '';
    let experiment = this.experiments.get(key);
    if (!experiment) {
      const set = this.declared.find(({ name }) => name === arm)?.set ?? {};
      this.experiments.set(key, (experiment = parseExperiment(applied({ scenario: this.scenario, agents, seed }, Object.entries(set)))));
    }
    return experiment;
  }

  /** Which arm an experiment is, in its own population; null for none. */
  armOf(experiment: Experiment): string | null {
    const text = canonicalJson(experiment);
    const options = canonical(experiment.scenarioOptions);
    // Arms in other worlds are told by their options, so that their worlds need not be built.
    const here = this.declared.filter(({ set = {} }) => {
      const own = applied({}, Object.entries(set).filter(([path]) => parsePath(path)![0] === 'scenarioOptions'));
      return canonical(parseOptions(catalogue.get(this.scenario)!, own.scenarioOptions)) === options;
    });
    return here.find(({ name }) => canonicalJson(this.experimentOf(name, experiment)) === text)?.name ?? null;
  }
}

const applied = (base: Readonly<Record<string, unknown>>, settings: readonly (readonly [path: string, value: unknown])[]): Readonly<Record<string, unknown>> =>
  settings.reduce((changed, [path, value]) => withSetting(changed, parsePath(path)!, value), base);
