/** What lies on the editor's desk: a draft with its history. It stays there while other views are shown. */
import { experimentLimits } from '../../experiment/limits';
import { encodeLink } from '../../experiment/link';
import { withWorld } from '../../experiment/with-world';
import { scenarioOf } from '../../experiment/world-of';
import { InputError } from '../../lab/tables';
import { gridWorld, type GridModel } from '../../lab/worlds';
import type { World } from '../../world/types';
import { grouped } from '../format';
import type { Laboratory } from '../laboratory';
import { Reading, sameWorld, type Draft } from './draft';
import { withDrawnFeatures, type Tool } from './grid-edits';
import { keepDraft, keptDraft } from './store';

/** How often drafts are written to storage, in milliseconds. */
const restBeforeKeeping = 400;
const longestHistory = 100;
/** Characters of a link that mail programs and chats pass on whole. */
export const longestLink = 2000;

export interface Remark {
  readonly kind: 'information' | 'problem';
  readonly text: string;
}

/** What Undo brings back. */
interface Past {
  readonly draft: Draft;
  readonly own: boolean;
  readonly name: string;
}

/** Emits `change` whenever any of its fields changes. */
export class Desk extends EventTarget {
  reading: Reading;
  /** whether the draft is one's own; else it is the world of the experiment, and follows it */
  own = false;
  name = '';
  form: 'draw' | 'json' = 'draw';
  tool: Tool = 'wall';
  /** the level that is drawn on */
  level = 0;
  remark: Remark | null = null;
  private past: Past[] = [];
  private future: Past[] = [];
  private resting: ReturnType<typeof setTimeout> | undefined;
  private compared: { readonly reading: Reading; readonly world: World; readonly same: boolean } | null = null;

  constructor(private readonly lab: Laboratory) {
    super();
    const kept = keptDraft();
    this.reading = new Reading(kept?.draft ?? { form: 'world', world: lab.world });
    if (kept) {
      this.own = true;
      this.name = kept.name;
    }
    this.prefer();
    lab.addEventListener('change', () => this.follow());
    addEventListener('pagehide', () => this.keep());
  }

  get model(): GridModel | string {
    return this.reading.model;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** What the world is called: its own name, or that of the scenario that it is. */
  get title(): string {
    const { experiment } = this.lab.bench;
    return this.own ? this.name : (scenarioOf(experiment)?.title ?? experiment.name);
  }

  /** Whether the experiment takes place in the world of the draft. */
  get inUse(): boolean {
    const { reading, lab: { world } } = this;
    if (reading.world instanceof InputError) return false;
    if (this.compared?.reading !== reading || this.compared.world !== world) this.compared = { reading, world, same: sameWorld(reading.world, world) };
    return this.compared.same;
  }

  /** Applies a change to the drawing; what cannot be done is said, and changes nothing. */
  readonly edit = (change: (model: GridModel) => GridModel): void => {
    const { model } = this;
    if (typeof model === 'string') return;
    try {
      const next = change(model);
      if (next === model) return;
      this.remark = null;
      // A new kind of thing is what one wants to place next; without one, numbers of others may have changed.
      if (next.things.length !== model.things.length) this.tool = next.things.length > model.things.length ? next.things.length - 1 : 'wall';
      this.put({ form: 'drawing', model: this.fitting(next) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      this.say('problem', `${error.message}.`);
    }
  };

  /** Text as it is typed; the field has a history of its own, so that the desk's begins before it. */
  type(text: string): void {
    if (this.reading.draft.form === 'text') {
      this.reading = new Reading({ form: 'text', text });
      this.changed();
    } else this.put({ form: 'text', text });
  }

  /** Takes a new draft in the place of the present one, which Undo brings back. */
  begin(draft: Draft, name: string): void {
    this.level = 0;
    this.tool = 'wall';
    this.remark = null;
    this.put(draft, name);
    this.prefer();
  }

  /** Goes back to the world of the experiment. */
  leave(): void {
    this.past.push(this.present());
    this.own = false;
    this.name = '';
    this.remark = null;
    this.reading = new Reading({ form: 'world', world: this.lab.world });
    this.prefer();
    this.changed();
  }

  undo(): void {
    this.swap(this.past, this.future);
  }

  redo(): void {
    this.swap(this.future, this.past);
  }

  set(change: Partial<Pick<Desk, 'form' | 'tool' | 'level' | 'name'>>): void {
    Object.assign(this, change);
    this.changed();
  }

  dismiss(): void {
    this.remark = null;
    this.changed();
  }

  /** Characters of the link to the experiment in a world; null where no link carries it. */
  linkLength(world: World): number | null {
    if (JSON.stringify(world).length > experimentLimits.linkBytes) return null;
    try {
      return encodeLink(withWorld(this.lab.bench.experiment, world, this.title), location.href).length;
    } catch (error) {
      if (error instanceof InputError) return null;
      throw error;
    }
  }

  say(kind: Remark['kind'], text: string): void {
    this.remark = { kind, text };
    this.changed();
  }

  /** Runs the world: it goes under the controls, with the agents that are there, and the experiment is shown. */
  use(): void {
    const { world } = this.reading;
    if (world instanceof InputError) return;
    try {
      this.lab.useWorld(world, this.title);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return this.say('problem', `The agents under the controls cannot live in this world, so nothing has changed: ${error.message}.`);
    }
    const length = this.linkLength(world);
    if (length === null) {
      this.lab.bench.setNotice({ kind: 'information', text: 'This world is too large for a link: save it to a file, and share that.' });
    } else if (length > longestLink) {
      this.lab.bench.setNotice({ kind: 'information', text: `The link to this world has ${grouped(length)} characters; some programs cut off what is beyond ${grouped(longestLink)}, so that a file may be safer.` });
    }
    this.lab.toggle();
  }

  /** Features that the world came with are given up when something is drawn that they do not know. */
  private fitting(model: GridModel): GridModel {
    if (!model.usesKept) return model;
    try {
      gridWorld(model);
      return model;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const drawn = withDrawnFeatures(model);
      try {
        gridWorld(drawn);
      } catch (other) {
        // Then it is something else that is wrong, and the desk says so.
        if (other instanceof InputError) return model;
        throw other;
      }
      this.remark = { kind: 'information', text: 'The features that this world came with do not know what is new, so agents now see their cell and where things are (see “Agents see”). Undo brings the old ones back.' };
      return drawn;
    }
  }

  private present(): Past {
    return { draft: this.reading.draft, own: this.own, name: this.name };
  }

  private put(draft: Draft, name = this.own ? this.name : nameOf(this.title)): void {
    this.past.push(this.present());
    if (this.past.length > longestHistory) this.past.shift();
    this.future = [];
    this.own = true;
    this.name = name;
    this.reading = new Reading(draft);
    this.changed();
  }

  private swap(from: Past[], to: Past[]): void {
    const state = from.pop();
    if (!state) return;
    to.push(this.present());
    this.own = state.own;
    this.name = state.name;
    this.remark = null;
    this.reading = new Reading(state.draft);
    this.changed();
  }

  /** Shows a draft in the form that it has. */
  private prefer(): void {
    this.form = typeof this.model === 'string' ? 'json' : 'draw';
  }

  private follow(): void {
    const { world, place } = this.lab;
    // Nobody sees the desk elsewhere, and finding a drawing takes a while.
    if (place !== 'editor' || this.own || (this.reading.draft.form === 'world' && this.reading.draft.world === world)) return;
    this.reading = new Reading({ form: 'world', world });
    this.name = '';
    this.level = 0;
    this.tool = 'wall';
    this.past = [];
    this.future = [];
    this.prefer();
    this.changed();
  }

  private keep(): void {
    clearTimeout(this.resting);
    this.resting = undefined;
    if (!keepDraft(this.own ? { draft: this.reading.draft, name: this.name } : null) && this.remark === null) {
      this.remark = { kind: 'information', text: 'This draft cannot be kept over a reload: it is too large, or the browser forbids it. Save it to a file.' };
      this.dispatchEvent(new Event('change'));
    }
  }

  private changed(): void {
    const { levels, things } = typeof this.model === 'string' ? { levels: [], things: [] } : this.model;
    this.level = Math.max(0, Math.min(this.level, levels.length - 1));
    if (typeof this.tool === 'number' && this.tool >= things.length) this.tool = 'wall';
    this.resting ??= setTimeout(() => this.keep(), restBeforeKeeping);
    this.dispatchEvent(new Event('change'));
  }
}

/** What a scenario that was changed is called. */
const nameOf = (title: string): string => (title === '' ? '' : title.endsWith(', changed') ? title : `${title}, changed`);

const desks = new WeakMap<Laboratory, Desk>();

/** The desk of a laboratory. */
export function deskOf(lab: Laboratory): Desk {
  let desk = desks.get(lab);
  if (!desk) desks.set(lab, (desk = new Desk(lab)));
  return desk;
}
