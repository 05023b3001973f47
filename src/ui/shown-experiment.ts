/** The experiment that the views show: the one that runs, else the one under the controls; and what is known of it. */
import { withNeutralProbe } from '../analysis/goals';
import { measuresOf, type Measure } from '../analysis/measures';
import type { Structure } from '../engine/engine';
import type { Experiment } from '../experiment/types';
import { worldOf } from '../experiment/world-of';
import type { SessionClient } from '../lab/client';
import type { World } from '../world/types';
import { memo } from './memo';
import { channelsOf } from './palette';
import { verdictOf, type Verdict } from './verdict';
import { keyOf, type Workbench } from './workbench';
import { WorldShape } from './world-shape';

export class ShownExperiment extends EventTarget {
  /** asked for hundreds of times in a frame */
  private readonly worldOfShown = memo((experiment: Experiment) => worldOf(experiment));
  private shapeCache: { world: World; shape: WorldShape } | null = null;
  private measureCache: { world: World; structure: Structure | undefined; measures: readonly Measure[] } | null = null;

  constructor(readonly bench: Workbench, readonly session: SessionClient) {
    super();
  }

  /** Whether the session has made steps of its experiment, so that there is something to lose. */
  get underWay(): boolean {
    const { state, progress } = this.session.snapshot;
    return state === 'running' || state === 'finished' || (progress?.step ?? 0) > 0;
  }

  /** Whether the controls have moved on since the session's experiment was loaded. */
  get outdated(): boolean {
    const { experiment } = this.session.snapshot;
    return experiment === null || keyOf(experiment) !== this.bench.key;
  }

  /** The experiment that the views show: the session's once it is under way, else the one under the controls. */
  get shown(): Experiment {
    return (this.underWay ? this.session.snapshot.experiment : null) ?? this.bench.experiment;
  }

  /** Whether that is the session's one. */
  protected get ofSession(): boolean {
    return this.underWay || !this.outdated;
  }

  get world(): World {
    return this.worldOfShown(this.shown);
  }

  get shape(): WorldShape {
    const { world } = this;
    if (this.shapeCache?.world !== world) this.shapeCache = { world, shape: new WorldShape(world) };
    return this.shapeCache.shape;
  }

  /** The measures of what is shown; those of every kind of agent until it is known what these agents are made of. */
  get measures(): readonly Measure[] {
    const { world } = this;
    const structure = this.ofSession ? this.session.snapshot.device?.structure : undefined;
    if (this.measureCache?.world !== world || this.measureCache.structure !== structure) {
      this.measureCache = { world, structure, measures: measuresOf(withNeutralProbe(world), channelsOf(world), structure) };
    }
    return this.measureCache.measures;
  }

  /** Whether the population rests, so that an agent can be looked into. */
  get rests(): boolean {
    const { state } = this.session.snapshot;
    return state === 'idle' || state === 'paused' || state === 'finished';
  }

  get link(): string {
    return this.bench.link(this.session.snapshot.state === 'finished' ? this.session.snapshot.results : null);
  }

  /** How a finished run compares with the link that it came from; null if there is nothing to compare. */
  get verdict(): Verdict | null {
    const { state, results } = this.session.snapshot;
    if (state !== 'finished' || !results || !this.bench.expected || this.outdated) return null;
    return verdictOf(this.bench.expected, results);
  }
}
