/** The colours of heat maps, in light and in dark. */

/** Colours as sRGB, 0 to 255. */
type Rgb = readonly [red: number, green: number, blue: number];

/** A scheme's colours from low to high, and those of text, which stands on them or on paper. */
export interface Scheme {
  readonly paper: string;
  readonly ink: string;
  readonly soft: string;
  readonly faint: string;
  /** text on pale and on dark cells */
  readonly onPale: string;
  readonly onDark: string;
  readonly ramps: Readonly<Record<Ramp, readonly string[]>>;
}

/** Reward and what was intended have fixed hues; `signed` diverges around 0. */
export type Ramp = 'reward' | 'intended' | 'plain' | 'signed';

export const schemes = {
  light: {
    paper: '#fbfaf7', ink: '#1d1d1b', soft: '#5b5a55', faint: '#c9c6bc', onPale: '#1d1d1b', onDark: '#ffffff',
    ramps: {
      reward: ['#edeae2', '#7fc0a4', '#00805c', '#003f30'],
      intended: ['#edeae2', '#7fb4dc', '#0072b2', '#003a66'],
      plain: ['#efebe1', '#e3b39a', '#b8577d', '#4c2468'],
      signed: ['#0e4f86', '#1b76bd', '#8db6d6', '#e6e4de', '#eeb774', '#dd7a00', '#974c00'],
    },
  },
  dark: {
    paper: '#131416', ink: '#ecebe7', soft: '#a6a49d', faint: '#4a4b50', onPale: '#131416', onDark: '#f4f3ef',
    ramps: {
      reward: ['#232629', '#12543f', '#2fb98e', '#c9f4e2'],
      intended: ['#232629', '#164a70', '#56a8e0', '#d8ecfb'],
      plain: ['#242428', '#603064', '#d0708f', '#fbe0bd'],
      signed: ['#a9d4f5', '#4a9fe3', '#2b587c', '#323337', '#7d5524', '#f79a2b', '#ffd9a3'],
    },
  },
} as const satisfies Record<'light' | 'dark', Scheme>;

/** The ramp of a measure, by its name without the phase. */
export function rampOf(measure: string, signed: boolean): Ramp {
  if (signed) return 'signed';
  if (/^reward(\.|PerStep|$)/.test(measure)) return 'reward';
  return /^intended(\.|PerStep|$)/.test(measure) ? 'intended' : 'plain';
}

/** The colour at a place on a ramp, interpolated in Oklab between equally spaced stops. @param share 0 to 1 */
export function colourAt(ramp: readonly string[], share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (ramp.length - 1);
  const below = Math.min(ramp.length - 2, Math.floor(place));
  const [a, b] = [oklabOf(ramp[below]!), oklabOf(ramp[below + 1]!)];
  return hexOf(a.map((part, i) => part + (place - below) * (b[i]! - part)) as unknown as Oklab);
}

/** Whether text on a colour should be light: where its contrast with the light text is the larger one (WCAG 2). */
export function isDark(colour: string): boolean {
  const [red, green, blue] = rgbOf(colour).map(linear) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179;
}

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;
const linear = (part: number): number => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
const gamma = (part: number): number => Math.round(255 * Math.min(1, Math.max(0, part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055)));

/** Lightness, green to red, blue to yellow (Ottosson 2020, A perceptual color space for image processing). */
type Oklab = readonly [lightness: number, a: number, b: number];

function oklabOf(hex: string): Oklab {
  const [r, g, b] = rgbOf(hex).map(linear) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function hexOf([lightness, a, b]: Oklab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const parts = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return `#${parts.map((part) => gamma(part).toString(16).padStart(2, '0')).join('')}`;
}
