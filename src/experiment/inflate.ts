/** Decompression of text from strangers: a raw DEFLATE stream (RFC 1951) that says what it says, within a bound. */
import { Inflate } from 'fflate';

/** Compressed bytes that are handed over at once. DEFLATE expands by at most 1,032, so no slice gives more than half a MiB. */
const slice = 512;

export type InflateFailure = 'too long' | 'not a DEFLATE stream' | 'more after the end of the stream';

/**
 * Inflates, and stops as soon as more than `limit` bytes have come out; memory never grows far beyond that.
 * @returns the bytes, or why they are refused
 */
export function inflateWithin(stream: Uint8Array, limit: number): Uint8Array | InflateFailure {
  const result = inflateSlices(stream, limit);
  // The library ignores what follows a finished stream: if the stream is whole without its last byte, that byte is one too many.
  if (typeof result !== 'string' && typeof inflateSlices(stream.subarray(0, -1), limit) !== 'string') return 'more after the end of the stream';
  return result;
}

function inflateSlices(stream: Uint8Array, limit: number): Uint8Array | InflateFailure {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((part) => {
    parts.push(part);
    length += part.length;
  });
  try {
    for (let i = 0; i < stream.length || i === 0; i += slice) {
      inflate.push(stream.subarray(i, i + slice), i + slice >= stream.length);
      if (length > limit) return 'too long';
    }
  } catch {
    return 'not a DEFLATE stream';
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
