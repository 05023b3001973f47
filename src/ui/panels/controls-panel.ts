import { css, html, nothing, type TemplateResult } from 'lit';
import { scenarioOf } from '../../experiment/world-of';
import { hyperparameterNames, hyperparameters, InputError, type Hyperparameter } from '../../lab/tables';
import type { ScenarioOption } from '../../world/scenario';
import { differences, formatSetting, phaseLength, type Difference, type Setting } from '../differences';
import { distributionHelp, formatDistribution, parseDistribution } from '../distribution-text';
import type { EditEvent, LabField } from '../elements/lab-field';
import '../elements/lab-field';
import { sharedStyles } from '../shared-styles';
import { Panel } from './panel';

interface Field {
  readonly path: string;
  readonly label: string;
  readonly symbol?: string;
  readonly help: string;
  readonly kind?: 'text' | 'choice' | 'switch';
  readonly choices?: readonly string[];
  readonly value: Setting;
  readonly read: (text: string) => unknown;
}

/** Every setting of the experiment, derived from the tables of scenarios and hyperparameters. */
export class ControlsPanel extends Panel {
  static override styles = [
    sharedStyles,
    css`
      section {
        padding: var(--unit) 0;
        border-top: 1px solid var(--hairline);
      }
      h2 {
        min-height: calc(3 * var(--unit));
      }
      .differences {
        display: flex;
        flex-wrap: wrap;
        gap: 4px var(--unit);
        padding-bottom: var(--unit);
      }
      .differences button {
        min-height: calc(3 * var(--unit));
        font-size: var(--text-small);
        padding: 0 var(--unit);
      }
      .differences span {
        color: var(--accent);
      }
      .outdated {
        padding-bottom: var(--unit);
      }
    `,
  ];

  private found: readonly Difference[] = [];

  override render(): TemplateResult {
    const { experiment, standard } = this.lab.bench;
    this.found = differences(experiment, standard);
    return html`
      ${this.differences()}
      ${this.section('Population', this.population())}
      ${this.section('World', this.world())}
      ${this.section('Agent', this.agent())}
      ${this.section('Phases', this.phases())}
    `;
  }

  /** Brings the control of a path into view and gives it the focus. */
  focusPath(path: string): void {
    this.renderRoot.querySelector<LabField>(`lab-field[data-path="${path}"]`)?.focus();
  }

  private differences(): TemplateResult {
    const { found } = this;
    return html`<section>
      <h2>${found.length === 0 ? 'All settings at their defaults' : 'Differs from the defaults'}</h2>
      ${found.length === 0 ? nothing : html`<div class="differences">${found.map(({ path, label, value, standard }) => html`
        <button title="back to ${formatSetting(standard)}" aria-label="${label} ${formatSetting(value)}: back to ${formatSetting(standard)}" @click=${() => this.revert(path, standard)}>${label} ${formatSetting(value)} <span aria-hidden="true">↺</span></button>`)}</div>`}
      ${this.lab.underWay && this.lab.outdated ? html`<p class="small outdated" role="status">The results beside are of the settings before; Run starts afresh with these.</p>` : nothing}
    </section>`;
  }

  private section(title: string, fields: readonly Field[]): TemplateResult | typeof nothing {
    return fields.length === 0 ? nothing : html`<section><h2>${title}</h2>${fields.map((field) => this.field(field))}</section>`;
  }

  private field({ path, label, symbol = '', help, kind = 'text', choices = [], value, read }: Field): TemplateResult {
    const refusal = this.lab.bench.refusals.get(path);
    const difference = this.found.find((entry) => entry.path === path);
    return html`<lab-field data-path=${path} kind=${kind} label=${label} symbol=${symbol} help=${help} .choices=${choices}
      .value=${refusal?.text ?? (kind === 'switch' ? String(value) : formatSetting(value))} .error=${refusal?.message ?? ''} .changed=${difference !== undefined || refusal !== undefined}
      @edit=${(event: EditEvent) => this.lab.bench.set(path, event.detail.text, () => read(event.detail.text))}
      @revert=${() => this.revert(path, difference?.standard ?? value)}></lab-field>`;
  }

  private revert(path: string, value: Setting): void {
    this.lab.bench.set(path, '', () => value);
  }

  private population(): readonly Field[] {
    const { agents, seed, record } = this.lab.bench.experiment;
    return [
      numberField('agents', 'agents', 'Independent agents, each with its own weights, randomness and hyperparameters.', agents),
      numberField('seed', 'seed', 'Seed of all randomness; equal seeds give equal bits.', seed),
      numberField('record.everySteps', 'steps per record', 'A point of the curves every so many steps.', record.everySteps),
    ];
  }

  private world(): readonly Field[] {
    const { experiment } = this.lab.bench;
    return Object.entries(scenarioOf(experiment)?.options ?? {}).map(([name, option]) => optionField(name, option, experiment.scenarioOptions[name] ?? option.default));
  }

  private agent(): readonly Field[] {
    const { agent } = this.lab.bench.experiment;
    return hyperparameterNames.flatMap((name) => {
      const { label, symbol, doc, unit, min, max, choices }: Hyperparameter = hyperparameters[name];
      const path = `agent.${name}`;
      const common = { path, label, symbol, value: agent[name] };
      if (choices?.length === 1) return [];
      if (choices) return [{ ...common, kind: 'choice' as const, choices: choices.map(String), help: doc, read: Number }];
      return [{ ...common, help: `${doc} From ${formatDistribution(min)} to ${max} (${unit}). ${distributionHelp}`, read: (text: string) => parseDistribution(text, path) }];
    });
  }

  private phases(): readonly Field[] {
    return this.lab.bench.experiment.phases.map((phase, index) => {
      const { unit, value } = phaseLength(phase);
      const where = phase.split === undefined ? 'Trials in a fixed order' : `Levels of the split “${phase.split}”`;
      return numberField(`phases[${index}].${unit}`, `${phase.name}, ${unit}`, `${where}; ${phase.learn ? 'weights change' : 'weights stay as they are'}. Length per agent.`, value);
    });
  }
}

/** @throws InputError if the text is no number */
function readNumber(path: string, text: string): number {
  if (text.trim() === '' || Number.isNaN(Number(text))) throw new InputError(path, text, 'a number');
  return Number(text);
}

const numberField = (path: string, label: string, help: string, value: number): Field => ({ path, label, help, value, read: (text) => readNumber(path, text) });

function optionField(name: string, option: ScenarioOption, value: Setting): Field {
  const path = `scenarioOptions.${name}`;
  if ('choices' in option) return { path, label: name, help: option.doc, kind: 'choice', choices: option.choices, value, read: (text) => text };
  if ('min' in option) return numberField(path, name, `${option.doc} From ${option.min} to ${option.max}.`, Number(value));
  return { path, label: name, help: option.doc, kind: 'switch', value, read: (text) => text === 'true' };
}

customElements.define('controls-panel', ControlsPanel);
