/** Changes to an experiment from the command line: `path=value`, where the path is the one that error messages name. */
import { parseExperiment } from '../experiment/parse';
import { InputError } from '../world/input-error';

type Json = Readonly<Record<string, unknown>>;

/** The path and the value of a setting; a value that is not JSON is text. */
export function parseSetting(setting: string): { readonly path: readonly (string | number)[]; readonly value: unknown } {
  const [, text, value] = /^([\w$-]+(?:\.[\w$-]+|\[\d+\])*)=(.*)$/s.exec(setting) ?? [];
  if (text === undefined || value === undefined || /(^|\.)__proto__/.test(text)) throw new InputError('--set', setting, 'path=value, such as agent.alpha=0.1 or phases[0].steps=1000');
  const path = [...text.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([key, index]) => (index === undefined ? key : Number(index)));
  return { path, value: valueOf(value) };
}

/** The JSON value that a text stands for, or else the text itself. */
export function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * An experiment in its public JSON form with a value put in at a path. What is missing on the way is created; phases that
 * were left out begin as the default ones.
 */
export function withSetting(experiment: Json, path: readonly (string | number)[], value: unknown): Json {
  const begun = path[0] === 'phases' && path.length > 1 && experiment.phases === undefined ? { ...experiment, phases: parseExperiment(experiment).phases } : experiment;
  return put(begun, path, value, '') as Json;
}

function put(target: unknown, path: readonly (string | number)[], value: unknown, at: string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const here = `${at}[${key}]`;
    if (!Array.isArray(target) || key >= target.length) throw new InputError(here, undefined, Array.isArray(target) ? `an index below ${target.length}` : `an array at ${at}`);
    return target.with(key, put(target[key], rest, value, here));
  }
  const object = typeof target === 'object' && target !== null && !Array.isArray(target) ? (target as Json) : {};
  const here = at === '' ? key : `${at}.${key}`;
  return { ...object, [key]: put(Object.hasOwn(object, key) ? object[key] : undefined, rest, value, here) };
}
