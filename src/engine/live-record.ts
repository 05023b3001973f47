import { floatOf } from '../numerics/float32';
import type { LiveRecord, LiveStatistic } from './engine';
import { sumLayout } from './words';

/** The number that stands for a histogram bin: its edge nearer to zero. */
export function valueOfBin(bin: number): number {
  const ordered = (bin << 16) >>> 0;
  return ordered >= 0x80000000 ? floatOf(ordered & 0x7fffffff) : floatOf(~(ordered | 0xffff) >>> 0);
}

/**
 * Live statistics from the integers that a device summed.
 * @param words the sums up to the histograms
 * @param scaleOf fixed-point scale of a channel
 */
export function liveRecord(words: Uint32Array, channels: readonly string[], scaleOf: (channel: number) => number): LiveRecord {
  const layout = sumLayout(2 * channels.length);
  const statistic = (s: number, scale: number): LiveStatistic => {
    const base = layout.STATISTICS + s * layout.STATISTIC_WORDS;
    const count = words[base + 4]!;
    const biased = words[base]! + words[base + 1]! * 2 ** 8 + words[base + 2]! * 2 ** 16 + words[base + 3]! * 2 ** 24;
    return {
      count,
      mean: count > 0 ? (biased / count - 2 ** 31) / scale : NaN,
      quantiles: Array.from({ length: 5 }, (_, k) => (count > 0 ? valueOfBin(words[base + 5 + k]!) : NaN)),
    };
  };
  const measures: Record<string, LiveStatistic> = {};
  channels.forEach((channel, c) => {
    measures[channel] = statistic(2 * c, scaleOf(c));
    measures[`${channel}.discounted`] = statistic(2 * c + 1, scaleOf(c));
  });
  return { measures, diverged: words[layout.DIVERGED_COUNT]!, active: words[layout.ACTIVE_COUNT]! };
}
