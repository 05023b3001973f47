/** What a population takes of the memory that there is, before it is loaded. */
import { InputError } from '../world/input-error';
import { grouped, short } from './number-text';
import type { Capacity } from './runner';

/** 2.1 GB */
const bytesText = (bytes: number): string => `${short(bytes)}${bytes < 1000 ? ' ' : ''}B`;

/** `Memory: 1,000,000 agents × 2.1 kB = 2.1 GB of 16 GB.` */
export function memoryLine(agents: number, { agents: most, bytesPerAgent }: Capacity): string {
  const whole = most === null ? 'of the GPU’s memory, which WebGPU does not tell' : `of ${bytesText(most * bytesPerAgent)}`;
  return `Memory: ${grouped(agents)} agents × ${bytesText(bytesPerAgent)} = ${bytesText(agents * bytesPerAgent)} ${whole}.`;
}

/**
 * @param path where the number of agents stands
 * @throws InputError if they do not fit, with the largest population that does
 */
export function checkMemory(path: string, agents: number, { agents: most, bytesPerAgent }: Capacity): void {
  if (most === null || agents <= most) return;
  throw new InputError(path, agents, `at most ${grouped(most)}, what fits on this machine with ${grouped(bytesPerAgent)} bytes per agent`);
}
