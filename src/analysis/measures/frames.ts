/** The two frames in which a thought can be had, and how often it is the self-reflective one. */
import type { Columns } from '../../engine/columns';
import type { Probe, World } from '../../world/types';
import { perEpisode, quotient, type Measure } from '../measure';

export type Frame = 'object' | 'self';

export const frameNames: Readonly<Record<Frame, string>> = { object: 'object frame', self: 'self-reflective frame' };

/** [probe][agent] valences in a frame; empty where no agent has that frame. */
export const valencesIn = (frame: Frame, { probes, selfProbes }: Columns): readonly Float32Array[] => (frame === 'object' ? probes : selfProbes);

/** Whether something in a world can be thought about self-reflectively. */
export const hasSelfFrame = ({ levels }: World): boolean => levels.some(({ features }) => features?.self?.some((own) => own.length > 0));

/** Whether a probe says how it is thought about self-reflectively; without that it is the empty thought there. */
export const isReflective = ({ features }: Probe): boolean => (features.self?.length ?? 0) > 0;

export const reflectionMeasures = (world: World): readonly Measure[] => (hasSelfFrame(world) ? [habit, rewardThought] : []);

const habit: Measure = {
  name: 'habit', unit: 'share', doc: 'Share of self-reflective thoughts among the steps made where there can be such a thought.',
  perAgent: (x) => {
    const { reflected, reflectable } = x.columns;
    return reflected && reflectable && quotient(x, reflected, reflectable);
  },
};

const rewardThought: Measure = {
  name: 'rewardThought', unit: 'per episode', doc: 'What thoughts paid by themselves per finished episode: approval less the cost of reflection. It is no part of reward.',
  perAgent: (x) => x.columns.thoughtReward && perEpisode(x, x.columns.thoughtReward),
};
