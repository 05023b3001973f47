// How agents search that follow a table of which it is known where it leads: while nothing happens, a step is one look-up.
import { knowAll, staysQuiet, successorsAt } from './policy-table';
import { MOST_POWERS, Mind, mindAt, ofFour, openPlace, powersAt, setNumber, setWord, word } from './scratch';
import { settle } from './settle';

/// Opens the agent that has a place. Returns where its successors are.
@inline function openTable(me: usize): usize {
  openPlace(me);
  return successorsAt();
}

/// How many steps the agent that is open has before one ends the episode or this slice.
@inline function stepsLeft(me: usize, last: u32): u32 {
  const t = word(Mind.NOW, me);
  if (t == last) return 0;
  knowAll(word(Mind.IDENTITY, me));
  return min(min(last - t, word(Mind.LIMIT, me) - 1 - (t - word(Mind.BEGAN, me))), MOST_POWERS);
}

/// Lets four agents make steps while nothing happens. Nothing is guessed: who has come to an end waits for the others.
export function walk(last: u32): void {
  const first = mindAt(0), second = mindAt(1), third = mindAt(2), fourth = mindAt(3);
  const table0 = openTable(first), left0 = stepsLeft(first, last), table1 = openTable(second), left1 = stepsLeft(second, last);
  const table2 = openTable(third), left2 = stepsLeft(third, last), table3 = openTable(fourth), left3 = stepsLeft(fourth, last);
  let row0 = word(Mind.THOUGHT, first), row1 = word(Mind.THOUGHT, second), row2 = word(Mind.THOUGHT, third), row3 = word(Mind.THOUGHT, fourth);
  const gamma = ofFour(Mind.GAMMA);
  let power = ofFour(Mind.DISCOUNT);
  let place = powersAt(0);
  v128.store(place, power);
  let made0: u32 = 0, made1: u32 = 0, made2: u32 = 0, made3: u32 = 0;
  for (const end = place + 16 * max(max(left0, left1), max(left2, left3)); place != end; ) {
    const next0 = <u32>load<u8>(table0 + row0), next1 = <u32>load<u8>(table1 + row1), next2 = <u32>load<u8>(table2 + row2), next3 = <u32>load<u8>(table3 + row3);
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
  made0 = arrive(first, row0, made0, left0);
  made1 = arrive(second, row1, made1, left1);
  made2 = arrive(third, row2, made2, left2);
  made3 = arrive(fourth, row3, made3, left3);
  for (const end = powersAt(max(max(made0, made1), max(made2, made3))); place < end; ) {
    power = f32x4.mul(power, gamma);
    place += 16;
    v128.store(place, power);
  }
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made0))), first);
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made1), 4)), second);
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made2), 8)), third);
  setNumber(Mind.DISCOUNT, settle(load<f32>(powersAt(made3), 12)), fourth);
}

/// So many steps led to this row; if it leads to itself, and nothing happens there, so do all that are left.
@inline function arrive(me: usize, end: u32, moves: u32, left: u32): u32 {
  const table = openTable(me);
  let row = end, made = moves;
  if (moves > left) {
    row = word(Mind.THOUGHT, me);
    made = left;
    for (let k: u32 = 0; k < left; k++) row = load<u8>(table + row);
  } else made = select<u32>(left, moves, staysQuiet(row));
  setWord(Mind.THOUGHT, row, me);
  setWord(Mind.NOW, word(Mind.NOW, me) + made, me);
  return made;
}
