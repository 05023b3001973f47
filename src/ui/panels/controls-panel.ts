import { css, html, nothing, type TemplateResult } from 'lit';
import { scenarioOf } from '../../experiment/world-of';
import { hyperparameterNames, hyperparameters, InputError, isChoice, type Hyperparameter, type HyperparameterName } from '../../lab/tables';
import type { ScenarioOption } from '../../world/scenario';
import { differences, formatSetting, phaseLength, type Difference, type Setting } from '../differences';
import { distributionHelp, formatDistribution, listHelp, parseDistribution } from '../distribution-text';
import type { EditEvent, LabField, WholeNumbers } from '../elements/lab-field';
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
  /** what the arrow keys step through; null for other numbers */
  readonly whole?: WholeNumbers | null;
  readonly value: Setting;
  readonly read: (text: string) => unknown;
}

/** Hyperparameters that stand under headings of their own, closed until somebody opens them; all others are always in view. */
const groups: readonly (readonly [title: string, names: readonly HyperparameterName[]])[] = [
  ['Thoughts', ['candidates', 'rule', 'model', 'planValue', 'thinkRate']],
  ['Frames', ['betaMeta', 'reflectionCost', 'reflectionDepth', 'reflectionCandidates']],
  ['Memory', ['replay', 'halfLife', 'width', 'capacity', 'trunkGradient']],
  ['Valence', ['gate', 'fn', 'fp']],
  ['Oracle', ['oracle', 'foresight', 'oracleMargin']],
  ['Policy search', ['learner', 'trial']],
];
const grouped = new Set(groups.flatMap(([, names]) => names));

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
      summary {
        display: flex;
        align-items: center;
        gap: var(--unit);
        min-height: calc(4 * var(--unit));
        color: var(--ink-soft);
        cursor: pointer;
        list-style: none;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary::before {
        content: '›';
        min-width: calc(2.5 * var(--unit));
      }
      details[open] > summary::before {
        content: '⌄';
      }
      summary:hover {
        color: var(--ink);
      }
      summary.changed {
        color: var(--ink);
        font-weight: 600;
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
      ${this.agent()}
      ${this.section('Phases', this.phases())}
    `;
  }

  /** Brings the control of a path into view and gives it the focus. */
  focusPath(path: string): void {
    const field = this.renderRoot.querySelector<LabField>(`lab-field[data-path="${path}"]`);
    const group = field?.closest('details');
    if (group) group.open = true;
    field?.focus();
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

  private field({ path, label, symbol, help, kind = 'text', choices = [], whole = null, value, read }: Field): TemplateResult {
    const refusal = this.lab.bench.refusals.get(path);
    const difference = this.found.find((entry) => entry.path === path);
    return html`<lab-field data-path=${path} kind=${kind} label=${label} symbol=${symbol ?? nothing} help=${help} .choices=${choices} .whole=${whole}
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

  private agent(): TemplateResult {
    const { agent } = this.lab.bench.experiment;
    const fields = (names: readonly HyperparameterName[]): TemplateResult[] => names.map((name) => this.field(hyperparameterField(name, agent[name])));
    const touched = new Set([...this.found.map(({ path }) => path), ...this.lab.bench.refusals.keys()]);
    return html`<section>
      <h2>Agent</h2>
      ${fields(hyperparameterNames.filter((name) => !grouped.has(name)))}
      ${groups.map(([title, names]) => html`<details><summary class=${names.some((name) => touched.has(`agent.${name}`)) ? 'changed' : ''}>${title}</summary>${fields(names)}</details>`)}
    </section>`;
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

function hyperparameterField(name: HyperparameterName, value: Setting): Field {
  const table: Hyperparameter = hyperparameters[name];
  const { label, symbol, doc, unit } = table;
  const path = `agent.${name}`;
  const common = { path, label, symbol, value };
  if (isChoice(table)) return { ...common, help: doc, kind: 'choice', choices: table.choices.map(String), read: (text) => table.choices.find((choice) => String(choice) === text) };
  const { min, max, integer, shared } = table;
  const range = `From ${formatDistribution(min)} to ${max}${unit === '' ? '' : ` (${unit})`}${integer ? ', whole numbers; the arrow keys step' : ''}.`;
  const forms = shared ? 'The same for all agents.' : integer ? listHelp : distributionHelp;
  return { ...common, help: `${doc} ${range} ${forms}`, whole: integer ? { min, max } : null, read: (text) => (shared ? readNumber(path, text) : parseDistribution(text, path)) };
}

function optionField(name: string, option: ScenarioOption, value: Setting): Field {
  const path = `scenarioOptions.${name}`;
  if ('choices' in option) return { path, label: name, help: option.doc, kind: 'choice', choices: option.choices, value, read: (text) => text };
  if ('min' in option) return numberField(path, name, `${option.doc} From ${option.min} to ${option.max}.`, Number(value));
  return { path, label: name, help: option.doc, kind: 'switch', value, read: (text) => text === 'true' };
}

customElements.define('controls-panel', ControlsPanel);
