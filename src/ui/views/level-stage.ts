import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { roundScale } from '../palette';
import { sharedStyles } from '../shared-styles';
import { canBeDrawn, type LevelShape } from '../world-shape';
import type { CellPolicy } from './policy-arrows';
import './value-profile';
import './world-view';
import type { DrawnPlan, Walker } from './world-view';

/** The magnitude of the largest value in a level, rounded up: where its colours are full. */
export const scaleOf = ({ stateOf, firstRow }: LevelShape, values: Float32Array | null): number =>
  values ? roundScale(Array.from(stateOf, (state) => (state < 0 ? 0 : (values[firstRow + state] ?? 0)))) : 1;

/** A level as large as there is room, and above a level of one row the profile of its values. */
export class LevelStage extends LitElement {
  static override properties = {
    level: { attribute: false },
    goals: { attribute: false },
    values: { attribute: false },
    walkers: { attribute: false },
    trail: { attribute: false },
    recorded: { type: Boolean },
    policies: { attribute: false },
    scale: { attribute: false },
    plans: { attribute: false },
    label: {},
  };

  declare level: LevelShape;
  declare goals: readonly string[];
  /** [row of the compiled tables], or null when values are not shown */
  declare values: Float32Array | null;
  /** anywhere; those on the level are drawn */
  declare walkers: readonly Walker[];
  declare trail: readonly number[];
  /** whether the trail is a recorded one */
  declare recorded: boolean;
  /** what the agent tends to do; null when that is not shown */
  declare policies: readonly CellPolicy[] | null;
  /** the magnitude of value at which colours are full; null for that of the level alone */
  declare scale: number | null;
  declare plans: readonly DrawnPlan[];
  declare label: string;

  static override styles = [
    sharedStyles,
    css`
      :host {
        display: flex;
        flex: 0 1 auto;
        flex-direction: column;
        min-height: 0;
      }
      .stage {
        flex: 0 1 auto;
        min-height: calc(3 * var(--unit));
        max-height: calc(60 * var(--unit));
      }
      .profile {
        flex: 0 1 calc(40 * var(--unit));
        min-height: calc(8 * var(--unit));
      }
    `,
  ];

  constructor() {
    super();
    this.goals = [];
    this.values = null;
    this.walkers = [];
    this.trail = [];
    this.recorded = false;
    this.policies = null;
    this.scale = null;
    this.plans = [];
    this.label = '';
  }

  override render(): TemplateResult {
    const { level, values } = this;
    const scale = this.scale ?? scaleOf(level, values);
    const drawn = canBeDrawn(level);
    const here = this.walkers.filter(({ row }) => row >= level.firstRow && row < level.firstRow + level.states);
    return html`
      ${level.height === 1 && drawn ? html`<div class="profile"><value-profile .level=${level} .values=${values} .scale=${scale}></value-profile></div>` : nothing}
      <div class="stage" style=${drawn ? `aspect-ratio:${level.width}/${level.height}` : ''}>
        <world-view .level=${level} .goals=${this.goals} .values=${values} .scale=${scale} .walkers=${here} .trail=${this.trail} ?recorded=${this.recorded} .policies=${this.policies} .plans=${this.plans} label=${this.label}></world-view>
      </div>
    `;
  }
}

customElements.define('level-stage', LevelStage);
