/** `--set path=value`: changes to an experiment from the command line. */
import { parsePath, type Path } from '../experiment/settings';
import { InputError } from '../world/input-error';

/** The path and the value of a setting; a value that is not JSON is text. */
export function parseSetting(setting: string): { readonly path: Path; readonly value: unknown } {
  const equals = setting.indexOf('=');
  const path = equals < 0 ? null : parsePath(setting.slice(0, equals));
  if (path === null) throw new InputError('--set', setting, 'path=value, such as agent.alpha=0.1 or phases[0].steps=1000');
  return { path, value: valueOf(setting.slice(equals + 1)) };
}

/** The JSON value that a text stands for, or else the text itself. */
export function valueOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
