// Things that are fresh or faded, the low bits of a row: each fresh one fades independently, then those left are counted.
import { worldWord } from './bindings';
import { FADE } from './generated';
import { FADE_THRESHOLD, FADING, fadingEvents, fadingMasked, seed } from './structure';
import { randomY, threefry } from './threefry';
import { TERMINATED, arrivalEvents, arrivalNext, setArrival } from './world';

/// What the arrival becomes when what fades has faded. Step `place` 0 is the real one, others are imagined.
export function fade(agent: u32, t: u32, place: u32): void {
  let next = arrivalNext;
  for (let i: u32 = 0; i < (FADING + 1) / 2; i++) {
    const random = threefry(seed, agent, t, (FADE << 16) | (place * 8 + i));
    if (random < FADE_THRESHOLD) next &= ~(<u32>1 << (i * 2));
    if (i * 2 + 1 < FADING && randomY < FADE_THRESHOLD) next &= ~(<u32>1 << (i * 2 + 1));
  }
  const masked = worldWord(fadingMasked + ((next & ~TERMINATED) >> FADING));
  const fresh = popcnt<u32>(next & ((<u32>1 << FADING) - 1));
  setArrival(next, worldWord(fadingEvents + (arrivalEvents * 2 + masked) * (FADING + 1) + fresh));
}
