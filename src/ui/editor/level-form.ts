import { LitElement, css, html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { InputError } from '../../lab/tables';
import { gridLimits, worldLimits, type GridLevel, type GridModel } from '../../lab/worlds';
import { sharedStyles } from '../shared-styles';
import { checkName, copyLevel, removeLevel, resize, startAnywhere, withLevel } from './grid-edits';
import type { Edit } from './things-table';

/** The name, size, splits and length of one level. Fires `level` with the number of the one to show. */
export class LevelForm extends LitElement {
  static override properties = { model: { attribute: false }, index: { type: Number }, edit: { attribute: false } };
  static override styles = [
    sharedStyles,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: calc(0.5 * var(--unit)) calc(1.5 * var(--unit));
      }
      label {
        display: inline-flex;
        align-items: center;
        gap: calc(0.5 * var(--unit));
      }
      input[type='number'] {
        width: 8ch;
      }
      input.size {
        width: 6ch;
      }
      input.name {
        width: 18ch;
      }
    `,
  ];

  declare model: GridModel;
  declare index: number;
  declare edit: Edit;

  override render(): TemplateResult {
    const level = this.model.levels[this.index]!;
    const splits = [...new Set(['train', 'deploy', ...this.model.levels.flatMap(({ splits: own }) => Object.keys(own))])];
    return html`<div class="row">
      <label>name <input class="name" .value=${live(level.name)} @change=${this.onText((text, now) => ({ ...now, name: checkName(text.trim(), this.others()) }))} /></label>
      <label>columns <input class="size" type="number" min="1" max=${gridLimits.side} .value=${live(String(level.width))} @change=${this.onNumber((value, now) => resize(now, value, now.height))} /></label>
      <label>rows <input class="size" type="number" min="1" max=${gridLimits.side} .value=${live(String(level.height))} @change=${this.onNumber((value, now) => resize(now, now.width, value))} /></label>
      ${splits.map((split) => html`<label title="weight of this level in the split “${split}”; empty or 0: not in it">weight in ${split} <input type="number" min="0" step="any" placeholder="–" .value=${live(String(level.splits[split] ?? ''))} @change=${this.onNumber((value, now) => ({ ...now, splits: weighted(now.splits, split, value) }))} /></label>`)}
      <label title="after so many steps an episode is truncated">longest episode <input type="number" min="1" placeholder=${worldLimits.defaultMaxSteps} .value=${live(String(level.maxSteps ?? ''))} @change=${this.onNumber((value, now) => lasting(now, value))} /> steps</label>
      <button class="plain" @click=${() => this.change(startAnywhere)}>Start anywhere</button>
      <button class="plain" @click=${this.copy}>Copy level</button>
      <button class="plain" ?disabled=${this.model.levels.length === 1} @click=${() => this.edit((model) => removeLevel(model, this.index))}>Remove level</button>
    </div>`;
  }

  private others(): readonly string[] {
    return this.model.levels.flatMap(({ name }, index) => (index === this.index ? [] : [name]));
  }

  private readonly copy = (): void => {
    const { length } = this.model.levels;
    this.edit((model) => copyLevel(model, this.index));
    this.dispatchEvent(new CustomEvent('level', { detail: { index: Math.min(this.index + 1, length) } }));
  };

  private change(next: (level: GridLevel) => GridLevel): void {
    this.edit((model) => withLevel(model, this.index, next(model.levels[this.index]!)));
    this.requestUpdate();
  }

  private onText(next: (text: string, level: GridLevel) => GridLevel): (event: Event) => void {
    return ({ target }) => this.change((level) => next((target as HTMLInputElement).value, level));
  }

  /** NaN stands for an empty field. */
  private onNumber(next: (value: number, level: GridLevel) => GridLevel): (event: Event) => void {
    return ({ target }) => this.change((level) => next((target as HTMLInputElement).valueAsNumber, level));
  }
}

function weighted({ ...splits }: Readonly<Record<string, number>>, split: string, weight: number): GridLevel['splits'] {
  if (weight < 0 || weight > worldLimits.magnitude) throw new InputError(`weight in ${split}`, weight, `a number from 0 to ${worldLimits.magnitude}`);
  const { [split]: _, ...others } = splits;
  return weight > 0 ? { ...splits, [split]: weight } : others;
}

function lasting({ maxSteps: _, ...level }: GridLevel, steps: number): GridLevel {
  if (Number.isNaN(steps)) return level;
  if (!Number.isInteger(steps) || steps < 1 || steps > worldLimits.maxSteps) throw new InputError('longest episode', steps, `a whole number from 1 to ${worldLimits.maxSteps}`);
  return { ...level, maxSteps: steps };
}

customElements.define('level-form', LevelForm);
