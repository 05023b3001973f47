// How agents search that follow a table of which it is known where it leads: while nothing happens, a step is one look-up.
import { hyperparameterAt, openColumn } from './bindings';
import { GAMMA } from './generated';
import { knowAll, staysQuiet, successorsAt } from './policy-table';
import { MIND, MOST_POWERS, Mind, ofFour, openPlace, powersAt, setNumber, setWord, word } from './scratch';
import { settle } from './settle';
import { KNOWN } from './structure';

/// How many steps there are before one ends the episode or this slice.
@inline function stepsLeft(me: usize, last: u32): u32 {
  const t = word(Mind.NOW, me);
  if (t >= last) return 0;
  openPlace(me);
  knowAll(word(Mind.IDENTITY, me));
  return min(min(last - t, word(Mind.LIMIT, me) - 1 - (t - word(Mind.BEGAN, me))), MOST_POWERS);
}

/// Lets four agents make steps while nothing happens. Nothing is guessed: who has come to an end waits for the others.
export function walk(start: usize, last: u32): void {
  const left0 = stepsLeft(start, last), left1 = stepsLeft(start + MIND, last), left2 = stepsLeft(start + 2 * MIND, last), left3 = stepsLeft(start + 3 * MIND, last);
  let row0 = word(Mind.THOUGHT, start), row1 = word(Mind.THOUGHT, start + MIND), row2 = word(Mind.THOUGHT, start + 2 * MIND), row3 = word(Mind.THOUGHT, start + 3 * MIND);
  openColumn(word(Mind.COLUMN, start) >> 2);
  const table = successorsAt();
  const gamma = v128.load(hyperparameterAt(GAMMA));
  let power = ofFour(Mind.DISCOUNT, start);
  let place = powersAt(0);
  v128.store(place, power);
  let made0: u32 = 0, made1: u32 = 0, made2: u32 = 0, made3: u32 = 0;
  for (const end = place + 16 * max(max(left0, left1), max(left2, left3)); place != end; ) {
    const next0 = <u32>load<u8>(table + row0), next1 = <u32>load<u8>(table + row1 + KNOWN), next2 = <u32>load<u8>(table + row2 + 2 * KNOWN), next3 = <u32>load<u8>(table + row3 + 3 * KNOWN);
    const move0 = u32(next0 != row0), move1 = u32(next1 != row1), move2 = u32(next2 != row2), move3 = u32(next3 != row3);
    made0 += move0;
    made1 += move1;
    made2 += move2;
    made3 += move3;
    row0 = next0;
    row1 = next1;
    row2 = next2;
    row3 = next3;
    power = f32x4.mul(power, gamma);
    place += 16;
    v128.store(place, power);
    if (!(move0 | move1 | move2 | move3)) break;
  }
  made0 = arrive(start, row0, made0, left0);
  made1 = arrive(start + MIND, row1, made1, left1);
  made2 = arrive(start + 2 * MIND, row2, made2, left2);
  made3 = arrive(start + 3 * MIND, row3, made3, left3);
  for (const end = powersAt(max(max(made0, made1), max(made2, made3))); place < end; ) {
    power = f32x4.mul(power, gamma);
    place += 16;
    v128.store(place, power);
  }
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made0))), start);
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made1), 4)), start + MIND);
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made2), 8)), start + 2 * MIND);
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made3), 12)), start + 3 * MIND);
}

/// So many steps led to this row; if it leads to itself, and nothing happens there, so do all that are left.
@inline function arrive(me: usize, end: u32, moves: u32, left: u32): u32 {
  openPlace(me);
  let row = end, made = moves;
  if (moves > left) {
    row = word(Mind.THOUGHT, me);
    made = left;
    for (let k: u32 = 0; k < left; k++) row = load<u8>(successorsAt() + row);
  } else made = select<u32>(left, moves, staysQuiet(row));
  setWord(Mind.THOUGHT, row, me);
  setWord(Mind.NOW, word(Mind.NOW, me) + made, me);
  return made;
}

