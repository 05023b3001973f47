/** Lists of features, one for each of many thoughts, in flat tables: as they were given, before they are padded and settled. */
import { doubled } from './doubled';
import type { Feature } from './types';

export interface FeatureLists {
  /** [thoughts + 1] first feature of every thought, then the number of features */
  readonly first: Uint32Array;
  /** [features] binary64, so that what is no index is still there to be found */
  readonly index: Float64Array;
  /** [features] */
  readonly value: Float64Array;
}

/** Writes the features of one thought after the other. */
export class FeatureWriter {
  private thoughts = 0;
  private features = 0;
  private first = new Uint32Array(64);
  private index = new Float64Array(64);
  private value = new Float64Array(64);

  /** The features of one more thought. */
  thought(features: readonly Feature[]): void {
    for (let i = 0; i < features.length; i++) {
      if (this.features === this.index.length) {
        this.index = doubled(this.index);
        this.value = doubled(this.value);
      }
      const [index, value] = features[i]!;
      this.index[this.features] = index;
      this.value[this.features++] = value;
    }
    if (++this.thoughts === this.first.length) this.first = doubled(this.first);
    this.first[this.thoughts] = this.features;
  }

  /** What has been written; the next list begins. */
  lists(): FeatureLists {
    const { thoughts, features } = this;
    this.thoughts = this.features = 0;
    return { first: this.first.slice(0, thoughts + 1), index: this.index.slice(0, features), value: this.value.slice(0, features) };
  }
}

/** The flat tables of lists in the JSON form. */
export function listFeatures(thoughts: readonly (readonly Feature[])[]): FeatureLists {
  const writer = new FeatureWriter();
  for (const features of thoughts) writer.thought(features);
  return writer.lists();
}

/** The lists in the JSON form. */
export const featuresOf = ({ first, index, value }: FeatureLists): Feature[][] =>
  Array.from({ length: first.length - 1 }, (_, thought) =>
    Array.from({ length: first[thought + 1]! - first[thought]! }, (_, i): Feature => [index[first[thought]! + i]!, value[first[thought]! + i]!]));

/** One-hot features of states, by their numbers. */
export const oneHot = (states: number): FeatureLists => ({
  first: Uint32Array.from({ length: states + 1 }, (_, i) => i),
  index: Float64Array.from({ length: states }, (_, i) => i),
  value: new Float64Array(states).fill(1),
});

/** Empty lists. */
export const noFeatures = (thoughts: number): FeatureLists => ({ first: new Uint32Array(thoughts + 1), index: new Float64Array(0), value: new Float64Array(0) });
