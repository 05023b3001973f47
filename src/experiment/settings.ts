/** Changes to an experiment in its public JSON form, at paths as error messages name them. */
import { InputError } from '../world/input-error';
import { parseExperiment } from './parse';

type Json = Readonly<Record<string, unknown>>;

/** Keys and indices on the way to a member. */
export type Path = readonly (string | number)[];

/** The keys and indices of a path such as `agent.alpha` or `phases[0].steps`; null for any other text. */
export function parsePath(text: string): Path | null {
  if (!/^[\w$-]+(?:\.[\w$-]+|\[\d+\])*$/.test(text) || /(^|\.)__proto__(?=$|[.[])/.test(text)) return null;
  return [...text.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(([key, index]) => (index === undefined ? key : Number(index)));
}

/**
 * The experiment with a value put in at a path. What is missing on the way is created; phases that were left out begin as
 * the default ones.
 * @throws InputError for an index that an array lacks, with the path up to it
 */
export function withSetting(experiment: Json, path: Path, value: unknown): Json {
  const begun = path[0] === 'phases' && path.length > 1 && experiment.phases === undefined ? { ...experiment, phases: parseExperiment(experiment).phases } : experiment;
  return put(begun, path, value, '') as Json;
}

function put(target: unknown, path: Path, value: unknown, at: string): unknown {
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
