// Access to an agent's slots, counters and hyperparameters, and to the tables.
import { agents, hyperparameters, slots, words, world, phase, SLOTS } from './structure';

let memoryBase: usize = 0;
let wordBase: usize = 0;
let hyperparameterBase: usize = 0;

export function openAgent(agent: u32): void {
  memoryBase = slots + <usize>agent * <usize>SLOTS * 16;
  wordBase = words + ((<usize>agent) << 2);
  hyperparameterBase = hyperparameters + ((<usize>agent) << 2);
}
@inline export function at(slot: u32): usize { return memoryBase + ((<usize>slot) << 4); }
@inline export function wordAt(word: u32): usize { return wordBase + ((<usize>(word * agents)) << 2); }
@inline export function hyperparameterWord(number: u32): u32 { return load<u32>(hyperparameterBase + ((<usize>(number * agents)) << 2)); }
@inline export function hyperparameter(number: u32): f32 { return reinterpret<f32>(hyperparameterWord(number)); }
@inline export function worldWord(index: u32): u32 { return load<u32>(world + ((<usize>index) << 2)); }
@inline export function phaseWord(index: u32): u32 { return load<u32>(phase + ((<usize>index) << 2)); }
