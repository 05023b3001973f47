/**
 * Loops over registers that stay loops: `// @turn`. Registers have names, not numbers, so that a round cannot ask for the
 * q-th. Instead they pass by as on a wheel: every round works on the first one and turns the wheel, and after the last
 * round each is in its place again. Compilers of software devices take seconds over every few hundred accesses to memory
 * that are written out, and a wheel costs them moves alone.
 */
import { evaluate, type Constants } from '../constant-expression';
import { closing } from '../unroll';

const marked = /for \(var (\w+) = 0u; \1 < (\w+); \1\+\+\) \{ \/\/ @turn(?: if (\w+))?$/m;
const turning = /for \(var (\w+) = 0u; \1 < (\d+)u; \1\+\+\) \{ \/\/ turns$/gm;

/** Marks the loops that turn with their number of rounds; those whose condition is false become `// @unroll`. */
export function turnLoops(source: string, constants: Constants): string {
  for (let loop = marked.exec(source); loop; loop = marked.exec(source)) {
    const [head, name, bound, condition = 'true'] = loop as unknown as [string, string, string, string?];
    const rounds = Number(evaluate(bound, constants));
    const turns = rounds > 1 && evaluate(condition, constants) === true;
    source = source.replace(head, `for (var ${name} = 0u; ${name} < ${rounds}u; ${name}++) { // ${turns ? 'turns' : '@unroll'}`);
  }
  return source;
}

/** In every turning loop that goes through these registers, names the one whose turn it is, and turns the wheel. */
export function turnRegisters(source: string, register: string, count: number): string {
  for (const { index, 0: head, 1: name, 2: rounds } of [...source.matchAll(turning)].reverse()) {
    const end = closing(source, index + head.indexOf('{'));
    const body = source.slice(index, end);
    const named = body.replaceAll(`${register}[${name}]`, `${register}_0`);
    if (named === body) continue;
    if (Number(rounds) !== count) throw new Error(`a loop of ${rounds} rounds does not go through all ${count} of ${register}`);
    if (new RegExp(`\\b${register}\\[`).test(named)) throw new Error(`${register} is turning, and has no fixed places`);
    const moved = Array.from({ length: count - 1 }, (_, i) => `${register}_${i} = ${register}_${i + 1};`);
    source = `${source.slice(0, index)}${named}{ let first = ${register}_0; ${moved.join(' ')} ${register}_${count - 1} = first; }\n${source.slice(end)}`;
  }
  return source;
}
