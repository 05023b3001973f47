/** What the compiled tables say, asked for one question at a time. */
import { settle, threshold } from '../../../src/numerics/float32';
import type { EventDeclaration, Feature, WorldTables } from '../../../src/world/types';

/** A row in a frame. */
export interface Thought {
  readonly row: number;
  readonly self: boolean;
}

export interface Arrival {
  readonly row: number;
  /** event set */
  readonly set: number;
  readonly terminated: boolean;
}

/** A feature, or the place of one that a shorter list leaves empty. */
export type Place = Feature | null;

export class Surroundings {
  private readonly rowWidth: number;

  constructor(readonly tables: WorldTables) {
    this.rowWidth = Math.max(tables.features.perRow, tables.selfFeatures?.perRow ?? 0);
  }

  happen(row: number, action: number, word: number): Arrival {
    const { firstOutcome, outcomeThreshold, outcomeNext, outcomeEvents, outcomeTerminated, actions } = this.tables;
    const pair = row * actions + action;
    let o = firstOutcome[pair]!;
    while (o < firstOutcome[pair + 1]! - 1 && word >= outcomeThreshold[o]!) o++;
    return { row: outcomeNext[o]!, set: outcomeEvents[o]!, terminated: outcomeTerminated[o] === 1 };
  }

  eventsOf(set: number): EventDeclaration[] {
    return this.tables.world.events.filter((_, e) => (this.tables.eventSetMask[set]! >>> e) & 1);
  }

  has(set: number, property: 'closesGate' | 'disablesOracle'): boolean {
    return this.eventsOf(set).some((event) => event[property]);
  }

  reward(set: number): number {
    return settle(this.eventsOf(set).reduce((sum, { reward = 0 }) => sum + reward, 0));
  }

  /** What a reward function pays that misses with probability `fn` and fires wrongly with probability `fp`. */
  paid(set: number, [miss, misfire]: readonly [number, number], fn: number, fp: number): number {
    const events = this.eventsOf(set);
    const rewardOf = (name?: string): number => this.tables.world.events.find((event) => event.name === name)?.reward ?? 0;
    const reward = miss < threshold(fn) ? settle(events.reduce((sum, { reward: own = 0 }) => sum + Math.min(0, own), 0)) : this.reward(set);
    const wrong = settle(events.reduce((sum, { mistakenFor }) => sum + rewardOf(mistakenFor), 0));
    return misfire < threshold(fp) ? settle(reward + wrong) : reward;
  }

  thoughtPay({ row, self }: Thought, cost: number): number {
    return self ? settle(this.reward(this.tables.reflectionEvents[row]!) - cost) : 0;
  }

  /** The valence that the first declared overriding event declares, or null. */
  declared(set: number): number | null {
    const event = this.eventsOf(set).find(({ override }) => override !== undefined);
    return event ? settle(event.override!) : null;
  }

  features({ row, self }: Thought): Feature[] {
    const { index, value, perRow, count } = self ? this.tables.selfFeatures! : this.tables.features;
    return Array.from({ length: perRow }, (_, i): Feature => [index[row * perRow + i]!, value[row * perRow + i]!]).filter(([i]) => i !== count);
  }

  hasSelf(row: number): boolean {
    return this.tables.selfFeatures !== null && this.features({ row, self: true }).length > 0;
  }

  inFrame(row: number, self: boolean): Thought {
    return { row, self: self && this.hasSelf(row) };
  }

  /** With the features of the events on the way; those of rows take so many places of a sum, used or not. */
  arrivalFeatures(thought: Thought, set: number): Place[] {
    const own = this.features(thought);
    const strengths = new Map<number, number>();
    this.tables.eventFeatures.forEach((features, e) => {
      if (!((this.tables.eventSetMask[set]! >>> e) & 1)) return;
      for (const [i, x] of thought.self ? features.self : features.object) strengths.set(i, (strengths.get(i) ?? 0) + x);
    });
    return [...own, ...Array.from({ length: this.rowWidth - own.length }, () => null), ...[...strengths].map(([i, x]): Feature => [i, settle(x)])];
  }
}
