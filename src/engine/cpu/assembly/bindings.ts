// Access to an agent's slots, counters and hyperparameters, and to the tables.
import { hyperparameters, measures, slots, stride, words, world, phase, SLOTS } from './structure';

let memoryBase: usize = 0;
/// Where the agent stands in arrays of [..][agent], whose columns are `stride` words apart, in bytes.
let column: usize = 0;

@inline export function openAgent(agent: u32): void {
  memoryBase = slots + <usize>agent * <usize>SLOTS * 16;
  column = columnOf(agent);
}
/// Opens only where an agent stands.
@inline export function openColumn(agent: u32): void { column = columnOf(agent); }
@inline export function columnOf(agent: u32): usize { return (<usize>agent) << 2; }
/// Which of the agents here is open.
@inline export function opened(): usize { return column >> 2; }
/// Opens only the weights of an agent.
@inline export function openMemory(memory: usize): void { memoryBase = memory; }
/// The same for who has kept both.
@inline export function reopenAgent(memory: usize, place: usize): void {
  memoryBase = memory;
  column = place;
}
@inline export function at(slot: u32): usize { return memoryBase + ((<usize>slot) << 4); }
@inline export function measureAt(slot: u32): usize { return measures + ((<usize>(slot * stride)) << 2) + column; }
@inline export function wordAt(word: u32): usize { return words + ((<usize>(word * stride)) << 2) + column; }
@inline export function hyperparameterAt(number: u32): usize { return hyperparameters + ((<usize>(number * stride)) << 2) + column; }
@inline export function hyperparameterWord(number: u32): u32 { return load<u32>(hyperparameterAt(number)); }
@inline export function hyperparameter(number: u32): f32 { return reinterpret<f32>(hyperparameterWord(number)); }
@inline export function worldAt(index: u32): usize { return world + ((<usize>index) << 2); }
@inline export function worldWord(index: u32): u32 { return load<u32>(worldAt(index)); }
@inline export function phaseWord(index: u32): u32 { return load<u32>(phase + ((<usize>index) << 2)); }
