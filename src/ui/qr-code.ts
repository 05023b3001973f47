/** A text as a QR code (ISO/IEC 18004), for a camera to read off a screen. */
import { encode } from 'uqr';

/** Modules of light around a code; fewer, and cameras do not find it. */
export const quietZone = 4;

/** The most bytes that the largest code holds: version 40 at the lowest level of error correction. */
export const longestQrText = 2953;

export interface QrCode {
  /** modules along an edge, without the quiet zone */
  readonly size: number;
  /** an SVG path over the dark modules, one unit each, from 0 to `size` */
  readonly path: string;
}

/** The smallest code that holds a text, at the lowest level of error correction: a screen has no stains. Null for a text that none holds. */
export function qrCode(text: string): QrCode | null {
  if (new TextEncoder().encode(text).length > longestQrText) return null;
  const { size, data } = encode(text, { ecc: 'L', border: 0 });
  const path = data.map((row, y) => row.map((dark, x) => (dark && !row[x - 1] ? `M${x} ${y}h${runLength(row, x)}v1H${x}z` : '')).join('')).join('');
  return { size, path };
}

/** How many modules from a place on are dark. */
function runLength(row: readonly boolean[], from: number): number {
  const end = row.indexOf(false, from);
  return (end < 0 ? row.length : end) - from;
}
