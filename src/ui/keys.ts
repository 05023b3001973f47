/** The keys of the page, each with what it does: the keyboard and the help are made of this table. */
import type { Laboratory } from './laboratory';
import type { Stride } from './panels/inspector-panel';
import { placeNames, places } from './places';
import { offers, type Part, type Presentation } from './presentation';

/** What keys can do beside what the laboratory can. */
export interface KeyTarget {
  readonly lab: Laboratory;
  openCatalogue(): void;
  openHelp(): void;
  openShare(): void;
  /** into the field that searches the settings */
  searchSettings(): void;
  /** plays the recorded episodes of the world view, or stops; goes so many steps on in them, if they are there */
  playEpisode(): void;
  stepEpisode(by: number): void;
  /** goes on in the inspector, if it is there */
  walk(stride: Stride): void;
}

export interface Key {
  /** `KeyboardEvent.key` */
  readonly key: string;
  /** held down with Ctrl or ⌘: then a capital letter stands for the shift key, whatever the device makes of it */
  readonly command?: true;
  /** as people read it */
  readonly name: string;
  readonly doc: string;
  readonly act: (target: KeyTarget) => void;
  /** the part of the page that it belongs to; without one it is everywhere */
  readonly part?: Part | 'experiment';
}

const keys: readonly Key[] = [
  { key: ' ', name: 'Space', doc: 'run, pause, go on', act: ({ lab }) => lab.toggle() },
  { key: 's', name: 's', doc: 'one step of every agent', act: ({ lab }) => lab.step() },
  { key: 'r', name: 'r', doc: 'back to the beginning', act: ({ lab }) => lab.reset() },
  { key: 'z', command: true, name: 'Ctrl z', doc: 'take the last change of the settings back', part: 'controls', act: ({ lab }) => lab.undo() },
  { key: 'Z', command: true, name: 'Ctrl ⇧z', doc: 'make it again', part: 'controls', act: ({ lab }) => lab.redo() },
  { key: 'y', command: true, name: 'Ctrl y', doc: 'make it again, too', part: 'controls', act: ({ lab }) => lab.redo() },
  { key: '/', name: '/', doc: 'search the settings', part: 'controls', act: (target) => target.searchSettings() },
  { key: 'c', name: 'c', doc: 'the catalogue: claims and worlds', part: 'catalogue', act: (target) => target.openCatalogue() },
  { key: 'v', name: 'v', doc: 'run all arms of a claim up to its verdicts, or stop', act: ({ lab }) => lab.toggleClaim() },
  { key: 'p', name: 'p', doc: 'pin the run that has finished, or no longer', part: 'runs', act: ({ lab }) => void lab.pinLatest() },
  { key: 'l', name: 'l', doc: 'share: the link, and what can be done with it', part: 'share', act: (target) => target.openShare() },
  ...placeNames.map((name): Key => ({ part: name, key: places[name].key, name: places[name].key, doc: `${places[name].title.toLowerCase()}: ${places[name].doc}`, act: ({ lab }) => lab.go(name) })),
  { key: 'e', name: 'e', doc: 'play the recorded episodes, or stop', act: (target) => target.playEpisode() },
  { key: ',', name: ',', doc: 'there: a step back', act: (target) => target.stepEpisode(-1) },
  { key: '.', name: '.', doc: 'there: a step on', act: (target) => target.stepEpisode(1) },
  { key: 'i', name: 'i', doc: 'look into the selected agent, and back', part: 'inspector', act: ({ lab }) => lab.inspect(!lab.inspecting) },
  { key: 'n', name: 'n', doc: 'there: the next thought, or the act', part: 'inspector', act: (target) => target.walk('thought') },
  { key: 'w', name: 'w', doc: 'there: the whole step', part: 'inspector', act: (target) => target.walk('whole') },
  { key: 'N', name: '⇧n', doc: 'there: the next step', part: 'inspector', act: (target) => target.walk('next') },
  { key: '?', name: '?', doc: 'this help', act: (target) => target.openHelp() },
];

/** The keys of a presentation of the page. */
export const keysIn = (presentation: Presentation): readonly Key[] => keys.filter(({ part }) => part === undefined || offers(presentation, part));

/** What a key that was pressed does; undefined for what is not meant for the page. */
export function keyFor(event: KeyboardEvent, presentation: Presentation): Key | undefined {
  if (!isForPage(event)) return undefined;
  const command = event.ctrlKey || event.metaKey;
  const pressed = !command ? event.key : event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
  return keysIn(presentation).find((known) => known.key === pressed && (known.command ?? false) === command);
}

const withoutText: ReadonlySet<string> = new Set(['checkbox', 'radio', 'range']);

/** Whether an event of the keyboard is meant for the page, and not for a text field, a dialog or a button. */
export function isForPage(event: KeyboardEvent): boolean {
  const path = event.composedPath();
  const target = path[0];
  const command = event.ctrlKey || event.metaKey;
  if (event.defaultPrevented || event.altKey) return false;
  const dialog = path.find((node) => node instanceof HTMLDialogElement);
  // One that has just closed holds the focus until the next frame.
  if (dialog) return !dialog.open;
  if (target instanceof HTMLTextAreaElement) return false;
  // What was typed and not yet taken over is undone by the browser.
  if (target instanceof HTMLInputElement) return command && (withoutText.has(target.type) || target.value === target.defaultValue);
  if (target instanceof HTMLSelectElement) return command;
  return !(event.key === ' ' && target instanceof HTMLButtonElement && target.ariaDisabled !== 'true');
}
