/** Numbers as the page writes them: tabular, with a true minus, and without a zero before the point. */

const minus = '−';
/** Beyond all values that agents may have; what is not finite is kept as such a number. */
const outOfRange = 1e38;

/** With so many decimals: `.44`, `−1.30`, `12.0`; `–` stands for no value. */
export function fixed(value: number | null | undefined, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const digits = Math.abs(value).toFixed(decimals).replace(/^0(?=\.)/, '');
  return value < 0 && Number(digits) !== 0 ? minus + digits : digits;
}

/** With its sign: `+.213`, `−.021`, `.000`; a value out of range is infinite. */
export function signed(value: number, decimals = 3): string {
  if (Math.abs(value) > outOfRange) return `${value < 0 ? minus : '+'}∞`;
  const text = fixed(value, decimals);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** Four significant digits without zeros that say nothing: `.05`, `1`, `−2.5`. */
export function plain(value: number): string {
  const text = String(Number(Math.abs(value).toPrecision(4))).replace(/^0(?=\.)/, '');
  return value < 0 ? minus + text : text;
}

/** How many decimals a value deserves whose standard error is this: the error's first digit, two if that is a 1; 2 to 4. */
export function decimalsFor(standardError: number | null): number {
  if (!standardError || !Number.isFinite(standardError)) return 2;
  const exponent = Math.floor(Math.log10(standardError));
  const leading = Math.floor(standardError / 10 ** exponent);
  return Math.min(4, Math.max(2, -exponent + (leading === 1 ? 1 : 0)));
}

/** From here on decimals say nothing, and numbers are written with a prefix. */
const large = 1e4;

/** `.441 ± .004`, or `−1.38 M ± 137 k`; without a standard error the value alone. */
export function withError(value: number | null, standardError: number | null): string {
  if (value === null) return '–';
  if (Math.max(Math.abs(value), standardError ?? 0) >= large) {
    const text = `${value < 0 ? minus : ''}${compact(Math.abs(value))}`;
    return standardError === null ? text : `${text} ± ${compact(standardError)}`;
  }
  const decimals = decimalsFor(standardError);
  return standardError === null ? fixed(value, decimals) : `${fixed(value, decimals)} ± ${fixed(standardError, decimals)}`;
}

/** Whole numbers with thin spaces between thousands: `4 096`. */
export const grouped = (value: number): string => Math.round(value).toString().replace(/\B(?=(\d{3})+$)/g, '\u202f');

/** Three significant digits and a prefix: `152 M`, `4.10 k`. */
export function compact(value: number): string {
  const prefixes = ['', 'k', 'M', 'G', 'T'];
  let scaled = value;
  let prefix = 0;
  while (scaled >= 999.5 && prefix < prefixes.length - 1) {
    scaled /= 1000;
    prefix++;
  }
  const decimals = prefix === 0 ? 0 : scaled >= 99.95 ? 0 : scaled >= 9.995 ? 1 : 2;
  return `${scaled.toFixed(decimals)}${prefix > 0 ? `\u202f${prefixes[prefix]}` : ''}`;
}

/** A duration for a person who waits: `3 s`, `1 min 05 s`, `2 h 10 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 60) return `${whole}\u202fs`;
  const two = (n: number) => String(n).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}\u202fmin ${two(whole % 60)}\u202fs` : `${Math.floor(minutes / 60)}\u202fh ${two(minutes % 60)}\u202fmin`;
}

/** Bytes in binary prefixes: `15 KiB`. */
export function bytes(count: number): string {
  const prefixes = ['B', 'KiB', 'MiB', 'GiB'];
  let scaled = count;
  let prefix = 0;
  while (scaled >= 1024 && prefix < prefixes.length - 1) {
    scaled /= 1024;
    prefix++;
  }
  return `${scaled < 10 && prefix > 0 ? scaled.toFixed(1) : Math.round(scaled)}\u202f${prefixes[prefix]}`;
}

/** A share in whole per cent. */
export const percent = (share: number): string => `${Math.round(share * 100)}\u202f%`;
