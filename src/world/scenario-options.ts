/** Options of a scenario as they come from outside. */
import { InputError } from './input-error';
import { member, readObject } from './json';
import type { OptionValues, ScenarioOption } from './scenario';

/**
 * The values of all options: given ones checked, the others at their defaults, in the order of declaration.
 * @param value an object of option values by name, or undefined
 * @param path where it stands in its file
 * @throws InputError for an unknown option, or a value that its option does not allow
 */
export function parseOptions<O extends Record<string, ScenarioOption>>(scenario: { readonly options: O }, value: unknown, path = 'scenarioOptions'): OptionValues<O> {
  const options: Readonly<Record<string, ScenarioOption>> = scenario.options;
  const names = Object.keys(options);
  const given = readObject(value ?? {}, path);
  for (const [name, found] of Object.entries(given)) {
    if (!Object.hasOwn(options, name)) {
      throw new InputError(member(path, name), found, names.length > 0 ? `one of the options ${names.join(', ')} instead` : 'nothing: this scenario has no options');
    }
  }
  return Object.fromEntries(names.map((name) => [name, parseOption(options[name]!, given[name], member(path, name))])) as OptionValues<O>;
}

function parseOption(option: ScenarioOption, value: unknown, path: string): number | boolean | string {
  if (value === undefined) return option.default;
  if ('choices' in option) {
    if (typeof value !== 'string' || !option.choices.includes(value)) throw new InputError(path, value, `one of ${option.choices.join(', ')}`);
    return value;
  }
  if ('min' in option) {
    const { min, max, step = 1 } = option;
    const steps = (Number(value) - min) / step;
    if (typeof value !== 'number' || !(value >= min && value <= max) || Math.abs(steps - Math.round(steps)) > 1e-9) {
      throw new InputError(path, value, `${min} to ${max} in steps of ${step}`);
    }
    return value;
  }
  if (typeof value !== 'boolean') throw new InputError(path, value, 'true or false');
  return value;
}
