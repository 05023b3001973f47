/**
 * Loops over registers that stay loops: `// @unroll by N`. Registers have names, not numbers, so that a round cannot ask
 * for the q-th. Instead they pass by as on a wheel: every round works on the first N, and turns the wheel by N; after the
 * last round each is in its place again. Compilers of software devices take seconds over every hundred accesses to memory
 * that are written out, and a wheel costs them moves alone.
 */
import { evaluate, type Constants } from '../constant-expression';
import { closing } from '../unroll';

const marked = /for \(var (\w+) = 0u; \1 < (\w+); \1\+\+\) \{ \/\/ @unroll by (\w+)/;
const turning = /for \(var (\w+) = 0u; \1 < (\d+)u; \1 \+= (\d+)u\) \{ \/\/ @turn/g;

/** Gives every marked loop so many copies of its body as it does at a time; loops that do all at once become `// @unroll`. */
export function turnLoops(source: string, constants: Constants): string {
  for (let loop = marked.exec(source); loop; loop = marked.exec(source)) {
    const [head, name, bound, step] = loop as unknown as [string, string, string, string];
    const [rounds, atOnce] = [Number(evaluate(bound, constants)), Number(evaluate(step, constants))];
    if (atOnce >= rounds) {
      source = source.replace(head, head.slice(0, -` by ${step}`.length));
      continue;
    }
    if (rounds % atOnce !== 0) throw new Error(`${bound} = ${rounds} rounds cannot be made ${atOnce} at a time`);
    const end = closing(source, loop.index + head.indexOf('{'));
    const body = source.slice(loop.index + head.length, end);
    const copies = Array.from({ length: atOnce }, (_, i) => `{${body.replace(new RegExp(`\\b${name}\\b`, 'g'), i === 0 ? name : `(${name} + ${i}u)`)}}`);
    source = `${source.slice(0, loop.index)}for (var ${name} = 0u; ${name} < ${rounds}u; ${name} += ${atOnce}u) { // @turn\n${copies.join('\n')}\n${source.slice(end)}`;
  }
  return source;
}

/** In every turning loop that goes through these registers, names the ones whose turn it is, and turns the wheel. */
export function turnRegisters(source: string, register: string, count: number, constants: Constants): string {
  for (const { index, 0: head, 1: name, 2: rounds, 3: step } of [...source.matchAll(turning)].reverse()) {
    const end = closing(source, index + head.indexOf('{'));
    const body = source.slice(index, end);
    const uses = new RegExp(`\\b${register}\\[(${name}|\\(${name} \\+ \\d+u\\))\\]`, 'g');
    if (!uses.test(body)) continue;
    if (Number(rounds) !== count) throw new Error(`a loop of ${rounds} rounds does not go through all ${count} of ${register}`);
    const named = body.replace(uses, (_use, place: string) => `${register}_${Number(evaluate(place, { ...constants, [name!]: 0 }))}`);
    if (named.includes(`${register}[`)) throw new Error(`${register} is turning, and has no fixed places`);
    source = source.slice(0, index) + named + wheel(register, count, Number(step)) + source.slice(end);
  }
  return source;
}

function wheel(register: string, count: number, by: number): string {
  const taken = Array.from({ length: by }, (_, i) => `let first${i} = ${register}_${i};`);
  const moved = Array.from({ length: count }, (_, i) => `${register}_${i} = ${i + by < count ? `${register}_${i + by}` : `first${i + by - count}`};`);
  return `{ ${[...taken, ...moved].join(' ')} }\n`;
}
