/**
 * Links: an experiment, and how its run ended, in the fragment of an address.
 *
 *     <address of the page>#1.<payload>[~<numerics>.<end><earlier>]
 *
 * `payload` is base64url of a raw DEFLATE stream followed by a CRC-32, 4 bytes, most significant first. The stream holds
 * the experiment's JSON with defaults left out. The CRC covers the compressed bytes and then the characters from `~` on,
 * so that no single changed character goes unnoticed, nor the loss of the fingerprint. `end` is the fingerprint after the
 * last phase, 128 bits as 22 characters of base64url; `earlier` is the first 2 characters of each earlier phase's
 * fingerprint, in order of the phases.
 */
import { deflateSync } from 'fflate';
import { numerics as numericsVersion } from '../numerics/version';
import { InputError } from '../world/input-error';
import { decodeBase64url, encodeBase64url } from './base64url';
import { canonical } from './canonical-json';
import { minimal } from './canonical';
import { crc32 } from './crc32';
import { inflateWithin } from './inflate';
import { experimentLimits } from './limits';
import { parseExperiment } from './parse';
import { parseJson } from './parse-json';
import type { Experiment } from './types';

/** What a link promises of the run that it was made from. */
export interface LinkFingerprint {
  /** version of the arithmetic */
  readonly numerics: number;
  /** after the last phase: 22 characters */
  readonly end: string;
  /** the beginning of the fingerprint of every earlier phase: 2 characters each */
  readonly earlier: readonly string[];
}

export interface DecodedLink {
  readonly experiment: Experiment;
  /** null for a link that was made without a finished run */
  readonly fingerprint: LinkFingerprint | null;
}

const checksumBytes = 4;
const endCharacters = 22;
const earlierCharacters = 2;

/** What a link carries of the fingerprints of a finished run's phases, in order. */
export const linkFingerprint = (phases: readonly string[]): LinkFingerprint => ({
  numerics: numericsVersion,
  end: phases.at(-1)!,
  earlier: phases.slice(0, -1).map((fingerprint) => fingerprint.slice(0, earlierCharacters)),
});

/** The version of the arithmetic that a run was computed with, which its link says; null for a link that is not that of a finished run. */
export function numericsOf(link: string, fingerprint: string): number | null {
  const [, version, end] = /~([1-9]\d{0,8})\.([\w-]{22})[\w-]*$/.exec(link) ?? [];
  return version !== undefined && end === fingerprint ? Number(version) : null;
}

/**
 * The link to an experiment: equal experiments give equal text.
 * @param base the page's address; a fragment is cut off. May be empty, then the link is the fragment alone
 */
export function encodeLink(experiment: Experiment, base: string, fingerprint?: LinkFingerprint): string {
  const json = new TextEncoder().encode(canonical(minimal(experiment)));
  const stream = deflateSync(json, { level: 9 });
  const suffix = fingerprint ? `~${fingerprint.numerics}.${fingerprint.end}${fingerprint.earlier.join('')}` : '';
  const payload = new Uint8Array(stream.length + checksumBytes);
  payload.set(stream);
  new DataView(payload.buffer).setUint32(stream.length, checksum(stream, suffix));
  return `${base.split('#', 1)[0]}#1.${encodeBase64url(payload)}${suffix}`;
}

/**
 * The experiment that a link carries. Runs nothing; nothing is inflated before its checksum has been found right.
 * @param text a whole address, its fragment, or the fragment without `#`
 * @throws InputError if it is no link, was damaged, or carries an experiment that cannot be used
 */
export function decodeLink(text: string): DecodedLink {
  const [, version, encoded, suffix] = /^(?:[^#]*#)?(\d+)\.([^~]*)(~.*)?$/su.exec(text) ?? [];
  if (version === undefined || encoded === undefined) throw new InputError('link', text, 'an address that ends in #1. and an experiment');
  if (version !== '1') throw new InputError('link', version, 'format 1: this link was damaged, or made by a newer version of the program');
  if (encoded.length > 2 * experimentLimits.linkBytes) throw damaged(encoded, `at most ${2 * experimentLimits.linkBytes} characters`);
  const payload = decodeBase64url(encoded);
  if (payload === null || payload.length <= checksumBytes) throw damaged(encoded, 'complete base64url (letters, digits, - and _)');
  const stream = payload.subarray(0, -checksumBytes);
  const carried = new DataView(payload.buffer).getUint32(stream.length);
  const computed = checksum(stream, suffix ?? '');
  if (carried !== computed) throw damaged(`checksum ${hexadecimal(computed)}`, hexadecimal(carried));
  const json = inflateWithin(stream, experimentLimits.linkBytes);
  if (typeof json === 'string') throw damaged(json, `a DEFLATE stream of at most ${experimentLimits.linkBytes} bytes of JSON and nothing after it`);
  const experiment = parseExperiment(parseJson(decodeText(json), 'link'));
  return { experiment, fingerprint: suffix === undefined ? null : readFingerprint(suffix, experiment.phases.length) };
}

function readFingerprint(suffix: string, phases: number): LinkFingerprint {
  const [, version, characters] = /^~([1-9]\d{0,8})\.([\w-]*)$/.exec(suffix) ?? [];
  if (version === undefined || characters === undefined || characters.length !== endCharacters + earlierCharacters * (phases - 1)) {
    throw damaged(suffix, `a fingerprint of ${endCharacters} characters for the end and ${earlierCharacters} for each of ${phases - 1} earlier phases`);
  }
  const end = characters.slice(0, endCharacters);
  if (decodeBase64url(end) === null) throw damaged(end, 'a fingerprint of 128 bits');
  const earlier = characters.slice(endCharacters).match(/../g) ?? [];
  return { numerics: Number(version), end, earlier };
}

const checksum = (stream: Uint8Array, suffix: string): number => {
  const tail = new TextEncoder().encode(suffix);
  const covered = new Uint8Array(stream.length + tail.length);
  covered.set(stream);
  covered.set(tail, stream.length);
  return crc32(covered);
};

const hexadecimal = (word: number): string => word.toString(16).padStart(8, '0');

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw damaged('bytes that are no text', 'UTF-8');
  }
}

const damaged = (found: string, expected: string): InputError => new InputError('this link was damaged', found, expected);
