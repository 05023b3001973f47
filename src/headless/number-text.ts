/** Numbers as people read them. */

/** 12,345 */
export const grouped = (value: number): string => value.toLocaleString('en-US');

/** 12.3 M, 4.56 k: three digits and the unit's prefix. */
export function short(value: number): string {
  const [factor, prefix] = value >= 1e9 ? [1e9, ' G'] : value >= 1e6 ? [1e6, ' M'] : value >= 1e3 ? [1e3, ' k'] : [1, ''];
  return `${Number((value / factor).toPrecision(3))}${prefix}`;
}

/** 0.4 s, 45 s, 3 min 20 s, 2 h 5 min */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 10) return `${seconds.toFixed(1)} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`;
}

/** 0.9731 ± 0.0042: as many decimals as the error has two digits; – where there is no value. */
export function withError(mean: number | null, standardError: number | null): string {
  if (mean === null) return '–';
  if (standardError === null || standardError === 0) return plain(mean);
  const decimals = decimalsFor(standardError);
  return `${mean.toFixed(decimals)} ± ${standardError.toFixed(decimals)}`;
}

/** 0.312 [0.285, 0.339]: as many decimals as half the interval's width has two digits. */
export function withInterval(estimate: number, low: number, high: number): string {
  if (low === high) return `${plain(estimate)} [${plain(low)}, ${plain(high)}]`;
  const decimals = decimalsFor((high - low) / 2);
  return `${estimate.toFixed(decimals)} [${low.toFixed(decimals)}, ${high.toFixed(decimals)}]`;
}

const decimalsFor = (error: number): number => Math.min(9, Math.max(0, 1 - Math.floor(Math.log10(error))));

/** Four significant digits. */
export const plain = (value: number): string => String(Number(value.toPrecision(4)));

/** 12.3 % */
export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
