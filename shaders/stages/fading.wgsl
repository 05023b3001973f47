// Things that are fresh or faded, the low bits of a row: each fresh one fades independently, then those left are counted.

/// What an outcome becomes when what fades has faded. Step `place` 0 is the real one, others are imagined.
fn fade(arrival: Transition, key: vec2u, t: u32, place: u32) -> Transition {
  var next = arrival.next;
  for (var i = 0u; i < (FADING + 1u) / 2u; i++) { // @unroll
    let random = threefry(key, vec2u(t, (FADE << 16u) | (place * 8u + i)));
    next &= ~(select(0u, 1u, random.x < FADE_THRESHOLD) << (2u * i));
    if (2u * i + 1u < FADING) { next &= ~(select(0u, 1u, random.y < FADE_THRESHOLD) << (2u * i + 1u)); }
  }
  let masked = worldWord(run.fadingMasked + ((next & ~TERMINATED) >> FADING));
  let fresh = countOneBits(next & ((1u << FADING) - 1u));
  return Transition(next, worldWord(run.fadingEvents + (arrival.events * 2u + masked) * (FADING + 1u) + fresh));
}
