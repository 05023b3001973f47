import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { heatMap, mostBins, type Axis, type Cell, type HeatMap } from '../../analysis/heatmap';
import { heatMapCsv } from '../../analysis/heatmap-csv';
import { heatMapSvg } from '../../analysis/heatmap-svg';
import { measuresOf } from '../../analysis/measures';
import { statisticParts } from '../../experiment/claim';
import { parseExperiment } from '../../experiment/parse';
import type { Experiment } from '../../experiment/types';
import { shapeOf } from '../../lab/program';
import { agentPrefix, sweepAxes, titleOf } from '../../lab/sweep';
import { InputError } from '../../world/input-error';
import { readInteger, readObject } from '../../world/json';
import { exit, jsonLine, type Command } from '../command';
import { parseFlags } from '../flags';
import { readJsonFile } from '../input';
import { grouped, plain, withError } from '../number-text';
import { readColumns } from '../read-agents';
import { valueOf } from '../settings';
import { textTable } from '../text-table';
import { agentsFile, resultsFile } from '../write-results';

const defaultBins = 8;

export const heatmap: Command = {
  usage: 'heatmap <results> --x agent.alpha [--y agent.halfLife] --of test.reward [--bins N] [--svg file] [--csv file] [--json]',
  summary: 'what a sweep says: a measure over bins of one or two hyperparameters in which the agents of a folder of results differ',
  async run(args, context) {
    const { flags, positional } = parseFlags(args, { x: 'value', y: 'value', of: 'value', bins: 'value', svg: 'value', csv: 'value', json: 'switch' }, ['results']);
    const [folder] = positional;
    const bins = flags.bins === undefined ? defaultBins : readInteger(valueOf(flags.bins), '--bins', 1, mostBins);
    const results = readObject(await readJsonFile(join(folder, resultsFile)), 'results');
    const experiment = parseExperiment(results.experiment);
    const x = readAxis('--x', flags.x, experiment, bins);
    const y = flags.y === undefined ? null : readAxis('--y', flags.y, experiment, bins);
    if (y?.name === x.name) throw new InputError('--y', flags.y, 'another hyperparameter than --x');
    const of = readMeasure(flags.of, experiment);
    const columns = await readColumns(join(folder, agentsFile), [['--of', of.name], ...[x, ...(y ? [y] : [])].map(({ name }) => ['results', name.slice(agentPrefix.length)] as const)]);
    const map = heatMap(of, columns[0]!, [x, columns[1]!], y && [y, columns[2]!]);
    const source = `${titleOf(experiment)}, seed ${experiment.seed}, ${grouped(columns[0]!.length)} agents`;
    const files = [
      ...(flags.svg === undefined ? [] : [await written('--svg', flags.svg, heatMapSvg(map, source))]),
      ...(flags.csv === undefined ? [] : [await written('--csv', flags.csv, heatMapCsv(map))]),
    ];
    if (flags.json) jsonLine(context, { ...map, files });
    else context.stdout(`${reportOf(map, source)}${files.map((file) => `written      ${file}\n`).join('')}`);
    return exit.done;
  },
};

/** A hyperparameter in which agents differ, and its bins. */
function readAxis(flag: string, path: string | undefined, experiment: Experiment, bins: number): Axis {
  const axes = sweepAxes(experiment, bins);
  const axis = axes.find(({ name }) => name === path);
  if (!axis) {
    const names = axes.map(({ name }) => name);
    throw new InputError(flag, path, names.length > 0 ? `a hyperparameter in which the agents differ: ${names.join(', ')}` : 'agents that differ in a hyperparameter, which these do not: give one a distribution');
  }
  if (axis.bins.length > mostBins) throw new InputError(flag, path, `a hyperparameter with at most ${mostBins} values, not ${axis.bins.length}`);
  return axis;
}

function readMeasure(statistic: string | undefined, experiment: Experiment): HeatMap['of'] {
  const parts = statistic === undefined ? null : statisticParts(statistic);
  const { tables, structure } = shapeOf(experiment);
  const names = experiment.phases.map((phase) => phase.name);
  if (statistic === undefined || parts === null || !names.includes(parts.phase)) throw new InputError('--of', statistic, `<phase>.<measure>, such as ${names.at(-1)}.reward; phases: ${names.join(', ')}`);
  const measure = measuresOf(tables.world, tables.channels, structure).find(({ name }) => name === parts.measure);
  return { name: statistic, label: statistic, unit: measure?.unit ?? '' };
}

async function written(flag: string, path: string, content: string): Promise<string> {
  await writeFile(path, content).catch((error: NodeJS.ErrnoException) => {
    throw new InputError(flag, path, `a file that can be written (${error.code ?? error.message})`);
  });
  return path;
}

/** The highest bins of y on top, as in the picture. */
function reportOf({ of, x, y, cells }: HeatMap, source: string): string {
  const digits = (edge: number): number => Number(edge.toPrecision(3));
  const binText = ({ bins, scale }: Axis, k: number): string => (scale === 'values' ? plain(bins[k]!.from) : `${digits(bins[k]!.from)} to ${digits(bins[k]!.to)}`);
  const cellText = ({ mean, standardError, count }: Cell): string => (mean === null ? '–' : `${withError(mean, standardError)} (${count})`);
  const heading = `${source}\n${of.label}${of.unit === '' ? '' : ` (${of.unit})`}: mean ± standard error (agents)\n`;
  if (!y) return `${heading}by ${axisText(x)}\n\n${textTable(x.bins.map((_, k) => [binText(x, k), cellText(cells[0]![k]!)]))}`;
  const rows = cells.map((row, j) => [binText(y, j), ...row.map(cellText)]).reverse();
  return `${heading}to the right ${axisText(x)}\nupwards ${axisText(y)}\n\n${textTable([...rows, ['', ...x.bins.map((_, k) => binText(x, k))]])}`;
}

const scaleNames = { linear: 'bins of equal width', log: 'bins of equal ratio', values: 'a bin per value' } as const;
const axisText = ({ name, label, unit, scale }: Axis): string => `${name}: ${label}${unit === '' ? '' : ` (${unit})`}, ${scaleNames[scale]}`;
