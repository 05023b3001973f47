/** Strict validation of the events of a world, and of lists of their names. */
import { InputError } from './input-error';
import { listed, member, readArray, readBoolean, readMember, readName, readObject, readUniqueName } from './json';
import { worldLimits } from './limits';
import { readMagnitude, validateFrames } from './validate-features';

const keys = ['name', 'reward', 'intended', 'proxies', 'override', 'features', 'mistakenFor', 'closesGate', 'disablesOracle'];

/** Checks the events; returns their names. */
export function readEvents(value: unknown, path: string): ReadonlySet<string> {
  const names = new Set<string>();
  const proxies = new Set<string>();
  const events = readArray(value, path, 'events', 0, worldLimits.events).map((declaration, i) => {
    const at = member(path, i);
    const event = readObject(declaration, at, keys);
    readUniqueName(event.name, member(at, 'name'), names);
    for (const key of ['reward', 'intended', 'override'] as const) {
      if (event[key] !== undefined) readMagnitude(event[key], member(at, key));
    }
    for (const key of ['closesGate', 'disablesOracle'] as const) {
      if (event[key] !== undefined) readBoolean(event[key], member(at, key));
    }
    if (event.features !== undefined) validateFrames(event.features, member(at, 'features'));
    if (event.proxies !== undefined) validateProxies(event.proxies, member(at, 'proxies'), proxies);
    return event;
  });
  const rewarding = events.flatMap(({ name, reward }) => (reward !== undefined && (reward as number) > 0 ? [name as string] : []));
  events.forEach(({ name, mistakenFor }, i) => {
    if (mistakenFor === undefined) return;
    readMember(mistakenFor, member(member(path, i), 'mistakenFor'), 'another event that is rewarded', rewarding.filter((other) => other !== name));
  });
  return names;
}

function validateProxies(value: unknown, path: string, proxies: Set<string>): void {
  for (const [proxy, amount] of Object.entries(readObject(value, path))) {
    const at = member(path, proxy);
    readName(proxy, at);
    readMagnitude(amount, at);
    proxies.add(proxy);
    if (2 + proxies.size > worldLimits.channels) throw new InputError(at, amount, `at most ${worldLimits.channels - 2} proxies in all`);
  }
}

/**
 * Checks names of events that happen together.
 * @param path is asked for only when something is wrong: a world may have millions of outcomes
 */
export function validateEventNames(value: unknown, path: () => string, events: ReadonlySet<string>): void {
  if (!Array.isArray(value)) throw new InputError(path(), value, 'an array of names of events');
  for (let k = 0; k < value.length; k++) {
    if (!events.has(value[k] as string)) throw new InputError(`${path()}[${k}]`, value[k], `the name of a declared event: ${listed([...events])}`);
    if (value.indexOf(value[k]) !== k) throw new InputError(`${path()}[${k}]`, value[k], 'an event that is not listed twice');
  }
}
