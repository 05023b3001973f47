/** Sums of a part of a population as a file of a stranger may hold them. */
import { largestFixed, type Tally } from '../engine/live-record';
import { histogramBins } from '../engine/words';
import { InputError } from '../world/input-error';
import { isInteger, member, readArray, readInteger, readObject } from '../world/json';

export const largestWord = 2 ** 32 - 1;

/** The integers behind a statistic of so many agents. @throws InputError with their path */
export function readTally(value: unknown, path: string, agents: number): Tally {
  const tally = readObject(value, path, ['count', 'sum', 'histogram']);
  const count = readInteger(tally.count, member(path, 'count'), 0, agents);
  const sum = readInteger(tally.sum, member(path, 'sum'), -count * largestFixed, count * largestFixed);
  const at = member(path, 'histogram');
  const histogram = readArray(tally.histogram, at, 'bins, each with the agents in it', 0, 2 * Math.min(count, histogramBins));
  let [last, seen] = [-1, 0];
  for (let k = 0; k < histogram.length; k += 2) {
    const [bin, within] = [histogram[k], histogram[k + 1]];
    if (!isInteger(bin, last + 1, histogramBins - 1)) throw new InputError(member(at, k), bin, `the number of a bin from ${last + 1} to ${histogramBins - 1}`);
    if (!isInteger(within, 1, count - seen)) throw new InputError(member(at, k + 1), within, `a number of agents from 1 to ${count - seen}`);
    last = bin;
    seen += within;
  }
  if (seen !== count) throw new InputError(at, `${seen} agents`, `${count} agents, as many as count says`);
  return { count, sum, histogram: histogram as readonly number[] };
}

/** Four words, such as the sums of a state. @throws InputError with their path */
export const readWords = (value: unknown, path: string): readonly number[] =>
  readArray(value, path, 'words', 4, 4).map((word, k) => readInteger(word, member(path, k), 0, largestWord));
