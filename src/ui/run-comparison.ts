/** What tells runs apart: their settings, their bits, and their measures with the intervals of the differences. */
import { welchInterval, type Interval } from '../analysis/verdict';
import { canonical } from '../experiment/canonical-json';
import { numericsOf } from '../experiment/link';
import type { PopulationStatistic, Results } from '../experiment/results';
import type { Experiment, Phase } from '../experiment/types';
import { scenarioOf } from '../experiment/world-of';
import { formatSetting, settings } from './differences';

export interface SettingRow {
  readonly path: string;
  readonly label: string;
  /** [run] as the page writes them; null where a run has no such setting */
  readonly values: readonly (string | null)[];
}

/** The settings in which experiments differ, in the order in which the page offers them. */
export function differentSettings(experiments: readonly Experiment[]): readonly SettingRow[] {
  const worlds = experiments.map(({ scenario }) => (typeof scenario === 'string' ? scenario : canonical(scenario.world)));
  const names = experiments.map((experiment) => scenarioOf(experiment)?.title ?? (typeof experiment.scenario === 'string' ? experiment.scenario : experiment.name || 'a world of one’s own'));
  const rows: SettingRow[] = new Set(worlds).size > 1 ? [{ path: 'scenario', label: 'world', values: names }] : [];
  const all = experiments.map(settings);
  const labels = new Map(all.flatMap((one) => [...one].map(([path, { label }]) => [path, label] as const)));
  for (const [path, label] of labels) {
    const values = all.map((one) => {
      const setting = one.get(path);
      return setting ? formatSetting(setting.value) : null;
    });
    if (new Set(values).size > 1) rows.push({ path, label, values });
  }
  return [...rows, ...phasesOf(experiments)];
}

/** The names of phases and the levels that they go through, which the page has no controls for, but a link or a file may say. */
function phasesOf(experiments: readonly Experiment[]): readonly SettingRow[] {
  const most = Math.max(...experiments.map(({ phases }) => phases.length));
  const text = ({ name, levels }: Phase): string => (levels ? `${name}: ${levels.join(' ')}` : name);
  const texts = (k: number): readonly (string | null)[] => experiments.map(({ phases: { [k]: phase } }) => (phase ? text(phase) : null));
  return Array.from({ length: most }, (_, k) => ({ path: `phases[${k}]`, label: `phase ${k + 1}`, values: texts(k) })).filter(({ values }) => new Set(values).size > 1);
}

/** Whether a run came out with the same bits as the first: its phase is missing, or the arithmetic another. */
export type Bits = 'same' | 'other' | 'absent' | 'other arithmetic';

export interface BitsRow {
  readonly phase: string;
  /** [run] fingerprint; null without such a phase */
  readonly fingerprints: readonly (string | null)[];
  /** [run] compared with the first run */
  readonly bits: readonly Bits[];
}

/** The phases of runs by name, in the order of their first appearance. */
export const phaseNames = (runs: readonly Results[]): readonly string[] => [...new Set(runs.flatMap(({ phases }) => phases.map(({ name }) => name)))];

export function comparedBits(runs: readonly Results[]): readonly BitsRow[] {
  const numerics = runs.map(({ link, fingerprint }) => numericsOf(link, fingerprint));
  return phaseNames(runs).map((phase) => {
    const fingerprints = runs.map(({ phases }) => phases.find(({ name }) => name === phase)?.fingerprint ?? null);
    const bits = fingerprints.map((fingerprint, i): Bits => {
      if (fingerprint === null || fingerprints[0] == null) return 'absent';
      if (numerics[i] !== numerics[0]) return 'other arithmetic';
      return fingerprint === fingerprints[0] ? 'same' : 'other';
    });
    return { phase, fingerprints, bits };
  });
}

export interface MeasureRow {
  readonly measure: string;
  /** [run] null where a run has no such measure */
  readonly statistics: readonly (PopulationStatistic | null)[];
  /** [run] the difference to the first run, where both have values of several agents; null for the first itself */
  readonly differences: readonly (Interval | null)[];
}

/**
 * The measures of a phase that at least one of the runs has a value of. Intervals are 95 % each (Welch); where bits are the
 * same, the difference is nothing for certain.
 */
export function comparedMeasures(runs: readonly Results[], phase: string): readonly MeasureRow[] {
  const populations = runs.map(({ phases }) => phases.find(({ name }) => name === phase)?.population ?? {});
  const bits = comparedBits(runs).find((row) => row.phase === phase)?.bits ?? [];
  const measures = [...new Set(populations.flatMap((population) => Object.keys(population)))];
  return measures
    .map((measure) => {
      const statistics = populations.map((population) => population[measure] ?? null);
      return { measure, statistics, differences: statistics.map((statistic, i) => (i === 0 ? null : bits[i] === 'same' && statistic?.mean != null ? nothing : difference(statistic, statistics[0]!))) };
    })
    .filter(({ statistics }) => statistics.some((statistic) => statistic !== null && statistic.mean !== null));
}

const nothing: Interval = { estimate: 0, low: 0, high: 0, degreesOfFreedom: null };

function difference(statistic: PopulationStatistic | null, first: PopulationStatistic | null): Interval | null {
  const terms = [[statistic, 1] as const, [first, -1] as const].flatMap(([one, weight]) =>
    (one && one.mean !== null && one.standardError !== null ? [{ weight, mean: one.mean, standardError: one.standardError, count: one.count }] : []));
  return terms.length === 2 ? welchInterval(terms, 1) : null;
}

/** Whether the interval of a difference leaves 0 out. */
export const leavesZeroOut = ({ low, high }: Interval): boolean => low > 0 || high < 0;

/** The measures that have curves in all of the runs. */
export const sharedCurves = (runs: readonly Results[]): readonly string[] =>
  runs
    .map(({ curves }) => Object.keys(curves.at(-1)?.measures ?? {}))
    .reduce((shared, names) => shared.filter((name) => names.includes(name)));
