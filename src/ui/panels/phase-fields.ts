/** The phases of an experiment as controls: their lengths in view, all else behind a button. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Experiment, Phase } from '../../experiment/types';
import { worldOf } from '../../experiment/world-of';
import { phaseLength } from '../differences';
import { moreIcon } from '../elements/icons';
import type { Laboratory } from '../laboratory';
import { lengthFactors, phasesOfLength } from '../presets';
import { choiceField, matches, numberField, switchField, type Field } from '../setting-table';

/** A control, with what stands behind its button. */
export type RenderField = (field: Field, behind?: { readonly name: string; readonly icon: TemplateResult; readonly open?: boolean; readonly content: () => TemplateResult }) => TemplateResult;

const splitsOf = (experiment: Experiment): readonly string[] => [...new Set(worldOf(experiment).levels.flatMap(({ splits }) => Object.keys(splits)))];

function lengthField(phase: Phase, index: number): Field {
  const { unit, value } = phaseLength(phase);
  const where = phase.split === undefined ? `Trials in a fixed order: ${phase.levels?.slice(0, 12).join(', ') ?? ''}` : `Levels of the split “${phase.split}”`;
  const how = [phase.learn ? 'learns' : 'frozen', ...(phase.greedy ? ['greedy'] : [])].join(', ');
  const help = `${where}; ${phase.learn ? 'weights change' : 'weights stay as they are'}. Length per agent.`;
  return { ...numberField(`phases[${index}].${unit}`, phase.name, help, value), unit: `${unit} · ${how}` };
}

/** What else can be said of a phase. */
function furtherFields(phase: Phase, index: number, experiment: Experiment): readonly Field[] {
  const at = (key: string): string => `phases[${index}].${key}`;
  const learned = experiment.agent.model === 'learned' || !phase.modelLearn;
  return [
    { path: at('name'), label: 'name', help: 'Name of the phase; stands before its measures, as in test.reward.', value: phase.name, read: (text) => text.trim() },
    ...(phase.split === undefined ? [] : [choiceField(at('split'), 'levels', 'The split of the world in which episodes take place.', splitsOf(experiment), phase.split)]),
    switchField(at('learn'), 'weights learn', 'Off: agents act as they have learned to, and learn no more.', phase.learn),
    switchField(at('greedy'), 'greedy', 'On: the action of highest preference, instead of a sample.', phase.greedy),
    ...(learned ? [switchField(at('modelLearn'), 'world model learns', 'Off: a learned world model stays as it is.', phase.modelLearn)] : []),
  ];
}

/** A name that no phase has. */
function freeName(phases: readonly Phase[]): string {
  const taken = new Set(phases.map(({ name }) => name));
  for (let number = phases.length + 1; ; number++) if (!taken.has(`phase ${number}`)) return `phase ${number}`;
}

function lengths({ bench }: Laboratory): TemplateResult {
  const { experiment, standard } = bench;
  const now = JSON.stringify(experiment.phases);
  return html`${lengthFactors.map((factor) => {
    const phases = phasesOfLength(experiment.phases, standard, factor);
    const name = factor === 0.5 ? '½' : String(factor);
    return html`<button class="plain" aria-label="${name} × the recommended lengths" aria-pressed=${JSON.stringify(phases) === now} @click=${() => bench.setAll(`${name} ×`, [['phases', phases]])}>${name}\u202f×</button>`;
  })}`;
}

/** @param query what settings are searched for; empty: all are shown */
export function phaseFields(lab: Laboratory, query: string, render: RenderField): TemplateResult | typeof nothing {
  const { bench } = lab;
  const { experiment } = bench;
  const { phases } = experiment;
  const shown = phases.flatMap((phase, index) => {
    const length = lengthField(phase, index);
    const further = furtherFields(phase, index, experiment);
    const inside = query !== '' && further.some((field) => matches(field, query));
    if (query !== '' && !inside && !matches(length, query)) return [];
    const remove = (): void => bench.setAll(`Remove ${phase.name}`, [['phases', phases.toSpliced(index, 1)]]);
    const content = (): TemplateResult => html`<div class="more">
      ${further.map((field) => render(field))}
      ${phases.length > 1 ? html`<button class="plain" @click=${remove}>Remove ${phase.name}</button>` : nothing}
    </div>`;
    return render(length, { name: `${phase.name}: more`, icon: moreIcon, ...(inside && { open: true }), content });
  });
  if (shown.length === 0) return nothing;
  const last = phases.at(-1)!;
  const add = (): void => bench.setAll('Add a phase', [['phases', [...phases, { ...last, name: freeName(phases) }]]]);
  return html`<section>
    <div class="title"><h2>Phases</h2>${query === '' ? lengths(lab) : nothing}</div>
    ${shown}
    ${query === '' ? html`<button class="plain add" @click=${add}>Add a phase</button>` : nothing}
  </section>`;
}
