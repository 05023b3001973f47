/** Numbers for states by their value, which is JSON: millions of states are looked up while a world is written out. */
import { doubled } from './doubled';

/** What comes next in the words of a value. */
const kind = { end: 0, nothing: 1, truth: 2, number: 3, text: 4, list: 5, object: 6 } as const;
const kinds = 7;

const bits = new DataView(new ArrayBuffer(8));
const mix = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

/** States in the order in which their numbers were asked for; a hash table with linear probing. */
export class StateNumbers<S> {
  readonly states: S[] = [];
  /** names of properties, by which number stands for them */
  private readonly names: string[] = [];
  /** the words of all states one after the other, then those of the state that is looked up: equal values have equal words */
  private words = new Float64Array(256);
  /** how many words are in use */
  private length = 0;
  private hash = 0;
  /** [states + 1] first word of every state, then the number of their words */
  private first = new Uint32Array(65);
  private hashes = new Int32Array(64);
  /** numbers plus one; 0 is an empty place */
  private places = new Int32Array(128);

  /** The number of a state; a new one gets the next. */
  numberOf(state: S): number {
    const place = this.placeOf(state);
    if (this.places[place] !== 0) return this.places[place]! - 1;
    const number = this.states.push(state) - 1;
    this.hashes[number] = this.hash;
    this.first[number + 1] = this.length;
    this.places[place] = number + 1;
    if (this.states.length === this.hashes.length) this.grow();
    return number;
  }

  /** The number of a state, if it has one. */
  find(state: S): number | undefined {
    const number = this.places[this.placeOf(state)]!;
    return number === 0 ? undefined : number - 1;
  }

  /** Where a state's number stands, or would; its words and hash are left behind those of the others. */
  private placeOf(state: S): number {
    const from = this.first[this.states.length]!;
    this.length = from;
    this.hash = 0;
    this.write(state);
    const mask = this.places.length - 1;
    for (let place = this.hash & mask; ; place = (place + 1) & mask) {
      const number = this.places[place]!;
      if (number === 0 || (this.hashes[number - 1] === this.hash && this.same(this.first[number - 1]!, this.first[number]!, from))) return place;
    }
  }

  /** Whether these words are those of the state that is looked up, which stand behind all others. */
  private same(first: number, end: number, from: number): boolean {
    const { words } = this;
    if (end - first !== this.length - from) return false;
    for (let word = first, other = from; word < end; word++, other++) if (words[word] !== words[other]) return false;
    return true;
  }

  /**
   * Appends the words of a value.
   * @param name number of the property that it is, from 1 on; else 0
   */
  private write(value: unknown, name = 0): void {
    if (typeof value === 'number') {
      this.tag(kind.number, name);
      this.word(value);
    } else if (typeof value === 'boolean') {
      this.tag(kind.truth, name);
      this.word(value ? 1 : 0);
    } else if (typeof value === 'string') {
      this.tag(kind.text, name);
      this.word(value.length);
      for (let i = 0; i < value.length; i++) this.word(value.charCodeAt(i));
    } else if (typeof value !== 'object' || value === null) {
      this.tag(kind.nothing, name);
    } else if (Array.isArray(value)) {
      this.tag(kind.list, name);
      this.word(value.length);
      for (let i = 0; i < value.length; i++) this.write(value[i]);
    } else {
      this.tag(kind.object, name);
      let place = 0;
      for (const key in value) this.write((value as Record<string, unknown>)[key], this.nameNumber(key, place++));
      this.tag(kind.end, 0);
    }
  }

  /** @param guess where it probably stands among the names: objects have the same ones, mostly */
  private nameNumber(name: string, guess: number): number {
    if (this.names[guess] === name) return guess + 1;
    const place = this.names.indexOf(name);
    return place >= 0 ? place + 1 : this.names.push(name);
  }

  /** What kind of value follows, and of which name. States of one level hardly differ in it, so that it is not hashed. */
  private tag(of: number, name: number): void {
    this.append(name * kinds + of);
  }

  private word(word: number): void {
    this.append(word);
    if ((word | 0) === word) {
      this.hash = mix(this.hash, word);
    } else {
      bits.setFloat64(0, word);
      this.hash = mix(mix(this.hash, bits.getInt32(0)), bits.getInt32(4));
    }
  }

  private append(word: number): void {
    if (this.length === this.words.length) this.words = doubled(this.words);
    this.words[this.length++] = word;
  }

  /** At most half of the places are taken. */
  private grow(): void {
    this.hashes = doubled(this.hashes);
    this.first = doubled(this.first);
    this.places = new Int32Array(this.hashes.length * 2);
    const mask = this.places.length - 1;
    for (let number = 0; number < this.states.length; number++) {
      let place = this.hashes[number]! & mask;
      while (this.places[place] !== 0) place = (place + 1) & mask;
      this.places[place] = number + 1;
    }
  }
}
