/**
 * Old experiments keep working: each migration turns one schema version into the next. An experiment without `schema`
 * has version 1, for ever.
 */
import { InputError } from '../world/input-error';

type Json = Readonly<Record<string, unknown>>;

/** The step from one schema version to the next. */
export interface Migration {
  /** what changed, in a few words */
  readonly title: string;
  /** what it does to an experiment of the version before, in one sentence */
  readonly sentence: string;
  /** pure; need not care about `schema` */
  readonly apply: (experiment: Json) => Json;
}

/** In order: the first leads from version 1 to 2. */
export const migrations: readonly Migration[] = [];

/**
 * Brings an experiment of any version to the newest.
 * @throws InputError when its version is not a whole number from 1 to the newest
 */
export function migrate(experiment: Json, ordered: readonly Migration[] = migrations): Json {
  const newest = ordered.length + 1;
  const { schema = 1 } = experiment;
  if (Number.isInteger(schema) && (schema as number) > newest) {
    throw new InputError('schema', schema, `at most ${newest}: this was made by a newer version of the program`);
  }
  if (!Number.isInteger(schema) || (schema as number) < 1) throw new InputError('schema', schema, `a version from 1 to ${newest}`);
  const migrated = ordered.slice((schema as number) - 1).reduce((old, { apply }) => apply(old), experiment);
  return { ...migrated, schema: newest };
}
