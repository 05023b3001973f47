/**
 * A file of runs that somebody kept: `{"schema": 1, "runs": [{name, date, style, results, agents}]}`. The `results.json`
 * of the command line is read as a file of one run without a name.
 */
import { member, readArray, readInteger, readName, readObject, readText } from '../world/json';
import { InputError } from '../world/input-error';
import { experimentLimits } from './limits';
import { parseJson } from './parse-json';
import { readResults } from './read-results';
import type { AgentTable, Results } from './results';

/** A run as a file carries it. */
export interface FiledRun {
  /** null for one that nobody has named */
  readonly name: string | null;
  /** when it finished, in milliseconds since 1970 */
  readonly date: number;
  /** place of its colour and mark; null for one that has none yet */
  readonly style: number | null;
  readonly results: Results;
  /** rows per agent; null if they were not kept */
  readonly agents: AgentTable | null;
}

/** Bounds on files of runs, checked before anything is made of them. */
export const runFileLimits = {
  /** bytes of a file */
  bytes: 2 ** 27,
  styles: 1000,
  /** the end of the year 9999, in milliseconds since 1970 */
  date: 253_402_300_799_999,
} as const;

/** The text of a file of runs. Agents without a value have `null` there. */
export const runFileText = (runs: readonly FiledRun[]): string =>
  `${JSON.stringify({ schema: 1, runs: runs.map(({ name, date, style, results, agents }) => ({ name, date, style, results, agents: agents && { ...agents, columns: agents.columns.map((column) => Array.from(column)) } })) })}\n`;

/**
 * The runs in a file.
 * @param fileName for messages about its syntax
 * @param date when a run finished that says nothing about it, in milliseconds since 1970
 * @throws InputError for the first thing that is wrong, with its path
 */
export function parseRunFile(text: string, fileName: string, date: number): readonly FiledRun[] {
  const file = readObject(parseJson(text, fileName), 'file');
  if (!('runs' in file)) return [{ name: null, date, style: null, results: readResults(file), agents: null }];
  if (file.schema !== 1) throw new InputError('schema', file.schema, '1: this was made by another version of the page');
  readObject(file, '', ['schema', 'runs']);
  return readArray(file.runs, 'runs', 'runs', 1, experimentLimits.keptRuns).map((run, i) => readRun(run, member('runs', i)));
}

function readRun(value: unknown, path: string): FiledRun {
  const run = readObject(value, path, ['name', 'date', 'style', 'results', 'agents']);
  const at = (key: string): string => member(path, key);
  const name = run.name === null ? null : readName(run.name, at('name'));
  const date = readInteger(run.date, at('date'), 0, runFileLimits.date);
  const style = run.style === null ? null : readInteger(run.style, at('style'), 0, runFileLimits.styles);
  const results = readResults(run.results, at('results'));
  return { name, date, style, results, agents: run.agents === null ? null : readAgents(run.agents, at('agents'), results.experiment.agents) };
}

/** Rows per agent: a column is of text or of numbers, which may be missing. */
function readAgents(value: unknown, path: string, agents: number): AgentTable {
  const table = readObject(value, path, ['names', 'columns']);
  const names = readArray(table.names, member(path, 'names'), 'names of columns', 1, Math.floor(experimentLimits.keptCells / agents));
  const list = member(path, 'columns');
  const columns = readArray(table.columns, list, 'columns, one for each name', names.length, names.length).map((column, c) =>
    readArray(column, member(list, c), 'agents', agents, agents).map((cell, i) => readCell(cell, () => member(member(list, c), i))));
  return { names: names.map((name, c) => readText(name, member(member(path, 'names'), c), 2 * experimentLimits.measure)), columns };
}

function readCell(cell: unknown, path: () => string): number | string {
  if (cell === null) return NaN;
  if (typeof cell === 'number' && Number.isFinite(cell)) return cell;
  if (typeof cell === 'string' && cell.length <= experimentLimits.measure) return cell;
  throw new InputError(path(), cell, `a number, null, or text of at most ${experimentLimits.measure} characters`);
}
