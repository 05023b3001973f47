import type { EventDeclaration } from './types';

/**
 * What a set of events pays to a channel, in binary64: the sum over the set in order of declaration.
 * @param mask bit e is set when event e happened
 * @param channel `reward`, `intended` or `proxy.<name>`
 */
export function sumOfEvents(events: readonly EventDeclaration[], mask: number, channel: string): number {
  let sum = 0;
  events.forEach((event, e) => {
    if ((mask >>> e) & 1) sum += payoff(event, channel);
  });
  return sum;
}

function payoff(event: EventDeclaration, channel: string): number {
  if (channel === 'reward') return event.reward ?? 0;
  if (channel === 'intended') return event.intended ?? 0;
  const proxy = channel.slice('proxy.'.length);
  return event.proxies && Object.hasOwn(event.proxies, proxy) ? event.proxies[proxy]! : 0;
}
