/** Numbers for states by their value, which is JSON: millions of states are looked up while a world is written out. */

const bits = new DataView(new ArrayBuffer(8));
const mix = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

/** A hash of a value; equal values have equal hashes. */
function hashOf(value: unknown, hash: number): number {
  if (typeof value === 'number') {
    if ((value | 0) === value) return mix(hash, value);
    bits.setFloat64(0, value);
    return mix(mix(hash, bits.getInt32(0)), bits.getInt32(4));
  }
  if (typeof value === 'boolean') return mix(hash, value ? 0x51ed : 0x27d4);
  if (typeof value === 'string') {
    let own = mix(hash, value.length);
    for (let i = 0; i < value.length; i++) own = mix(own, value.charCodeAt(i));
    return own;
  }
  if (typeof value !== 'object' || value === null) return mix(hash, 0x3c6e);
  if (Array.isArray(value)) {
    let own = mix(hash, value.length);
    for (let i = 0; i < value.length; i++) own = hashOf(value[i], own);
    return own;
  }
  let own = hash;
  for (const name in value) own = hashOf((value as Record<string, unknown>)[name], own);
  return own;
}

/** Whether two values have equal JSON, properties in their order. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!same(a[i], b[i])) return false;
    return true;
  }
  for (const name in a) if (!same((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name])) return false;
  for (const name in b) if (!(name in a)) return false;
  return true;
}

/** States in the order in which their numbers were asked for; a hash table with linear probing. */
export class StateNumbers<S> {
  readonly states: S[] = [];
  private hashes = new Int32Array(64);
  /** numbers plus one; 0 is an empty place */
  private places = new Int32Array(128);

  /** The number of a state; a new one gets the next. */
  numberOf(state: S): number {
    const hash = hashOf(state, 0);
    let place = this.placeOf(state, hash);
    if (this.places[place] !== 0) return this.places[place]! - 1;
    if (this.states.length === this.hashes.length) {
      this.grow();
      place = this.placeOf(state, hash);
    }
    const number = this.states.push(state) - 1;
    this.hashes[number] = hash;
    this.places[place] = number + 1;
    return number;
  }

  /** The number of a state, if it has one. */
  find(state: S): number | undefined {
    const number = this.places[this.placeOf(state, hashOf(state, 0))]!;
    return number === 0 ? undefined : number - 1;
  }

  /** Where a state's number stands, or would. */
  private placeOf(state: S, hash: number): number {
    const mask = this.places.length - 1;
    for (let place = hash & mask; ; place = (place + 1) & mask) {
      const number = this.places[place]!;
      if (number === 0 || (this.hashes[number - 1] === hash && same(this.states[number - 1], state))) return place;
    }
  }

  /** At most half of the places are taken. */
  private grow(): void {
    const { hashes } = this;
    this.hashes = new Int32Array(hashes.length * 2);
    this.hashes.set(hashes);
    this.places = new Int32Array(this.hashes.length * 2);
    const mask = this.places.length - 1;
    hashes.forEach((hash, number) => {
      let place = hash & mask;
      while (this.places[place] !== 0) place = (place + 1) & mask;
      this.places[place] = number + 1;
    });
  }
}
