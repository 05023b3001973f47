// Accumulating eligibility traces of the critic (Sutton and Barto 2018, section 12.2): executed over the list of features
// whose trace is not zero.
import { wordAt } from './bindings';
import { active, feature, strength, unit } from './features';
import { TRACE_COUNT, TRACE_LIST } from './generated';
import { clearBiasTraces, clearTrace, followTrace } from './network';
import { FEATURES } from './structure';

@inline function listed(i: u32): u32 { return load<u32>(wordAt(TRACE_LIST + i)); }

/// Puts the active features on the list, unless they are there already.
export function listActive(): void {
  for (let m: u32 = 0; m < active(); m++) {
    const n = load<u32>(wordAt(TRACE_COUNT));
    let known = feature(m) == FEATURES;
    for (let i: u32 = 0; i < n && !known; i++) known = listed(i) == feature(m);
    if (known) continue;
    store<u32>(wordAt(TRACE_LIST + n), feature(m));
    store<u32>(wordAt(TRACE_COUNT), n + 1);
  }
}

/// The strength of a feature in the present row: 0 where it is not active.
function strengthOf(f: u32): f32 {
  for (let m: u32 = 0; m < active(); m++) if (feature(m) == f) return unit() ? 1 : strength(m);
  return 0;
}

/// Follows every listed trace; drops those that have died out.
export function followTraces(criticDelta: f32, gammaLambda: f32): void {
  const n = load<u32>(wordAt(TRACE_COUNT));
  let kept: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    const f = listed(i);
    if (followTrace(f, strengthOf(f), criticDelta, gammaLambda)) store<u32>(wordAt(TRACE_LIST + kept++), f);
  }
  store<u32>(wordAt(TRACE_COUNT), kept);
}

/// e := 0 at the start of an episode.
export function clearTraces(): void {
  const n = load<u32>(wordAt(TRACE_COUNT));
  for (let i: u32 = 0; i < n; i++) clearTrace(listed(i));
  store<u32>(wordAt(TRACE_COUNT), 0);
  clearBiasTraces();
}
