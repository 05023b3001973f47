// The inspector's record of one step of one agent, for views: what came up, every candidate thought with its plan, and
// what became of it. `inspection` is where the record begins, in bytes; 0 while nobody looks. Layout: ../../inspection.ts.
import { CANDIDATE_WORDS, INSPECTION_CANDIDATES, INSPECTION_WORDS, IMAGINED_WORDS, PLAN_WORDS } from './generated';
import { inspection } from './structure';

let candidate: usize = 0;

@inline export function note(word: u32, bits: u32): void { store<u32>(inspection + ((<usize>word) << 2), bits); }
@inline export function noteNumber(word: u32, x: f32): void { note(word, reinterpret<u32>(x)); }

/// A candidate thought comes up; it has no plan yet, and no guess.
export function beginCandidate(c: u32, first: u32, vetoed: bool): void {
  candidate = inspection + ((<usize>(INSPECTION_WORDS + c * CANDIDATE_WORDS)) << 2);
  memory.fill(candidate, 0, CANDIDATE_WORDS << 2);
  store<u32>(candidate, first);
  store<u32>(candidate, vetoed ? 1 : 0, 4);
  note(INSPECTION_CANDIDATES, c + 1);
}

/// One imagined step of its plan.
export function noteImagined(k: u32, action: u32, next: u32, events: u32, felt: f32): void {
  const place = candidate + ((<usize>(PLAN_WORDS + k * IMAGINED_WORDS)) << 2);
  store<u32>(candidate, k + 1, 12);
  store<u32>(place, action);
  store<u32>(place, next, 4);
  store<u32>(place, events, 8);
  store<f32>(place, felt, 12);
}

/// Its valence guess.
export function endCandidate(guess: f32): void { store<f32>(candidate, guess, 8); }
