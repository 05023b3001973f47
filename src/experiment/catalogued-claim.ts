/**
 * A claim of the catalogue for a page, which shows it before anything runs: the predictions as they stand, and one arm at a
 * time, because building the worlds of all arms at once may take seconds.
 */
import { catalogue, parseOptions } from '../scenarios';
import type { Scenario } from '../world/scenario';
import { canonicalJson } from './canonical';
import { canonical } from './canonical-json';
import { crc32 } from './crc32';
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

  /** A checksum of what the catalogue says about the claim: results of an arm that was declared otherwise are of another claim. */
  get declaration(): number {
    const { defaults, verdicts } = catalogue.get(this.scenario)!;
    return crc32(new TextEncoder().encode(canonical([this.declared, verdicts, defaults])));
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
      const settings = Object.entries(this.settingsOf(arm));
      this.experiments.set(key, (experiment = parseExperiment(applied({ scenario: this.scenario, agents, seed }, settings))));
    }
    return experiment;
  }

  /** Which arm an experiment is, in its own population; null for the recommended one that is no arm, undefined for any other. */
  armOf(experiment: Experiment): string | null | undefined {
    const text = canonicalJson(experiment);
    const options = canonical(experiment.scenarioOptions);
    // What takes place in another world is told by its options, so that its world need not be built.
    return [...this.arms, null].find((arm) => canonical(this.optionsOf(arm)) === options && canonicalJson(this.experimentOf(arm, experiment)) === text);
  }

  private optionsOf(arm: string | null): Experiment['scenarioOptions'] {
    const own = Object.entries(this.settingsOf(arm)).filter(([path]) => parsePath(path)![0] === 'scenarioOptions');
    return parseOptions(catalogue.get(this.scenario)!, applied({}, own).scenarioOptions);
  }

  private settingsOf(arm: string | null): NonNullable<DeclaredArm['set']> {
    return this.declared.find(({ name }) => name === arm)?.set ?? {};
  }
}

const applied = (base: Readonly<Record<string, unknown>>, settings: readonly (readonly [path: string, value: unknown])[]): Readonly<Record<string, unknown>> =>
  settings.reduce((changed, [path, value]) => withSetting(changed, parsePath(path)!, value), base);
