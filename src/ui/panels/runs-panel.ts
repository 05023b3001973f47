import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { parseRunFile, runFileLimits, runFileText } from '../../experiment/run-file';
import { InputError } from '../../lab/tables';
import { download } from '../download';
import { runMark } from '../elements/run-mark';
import { bytes, grouped, withError } from '../format';
import type { KeptRun } from '../run-store';
import { sharedStyles } from '../shared-styles';
import '../views/compared-runs';
import { Panel } from './panel';
import { runsStyles } from './runs-styles';

interface Message {
  readonly kind: 'information' | 'problem';
  readonly text: string;
}

/** Runs that have finished: pinned, named, compared, opened again, and carried to and from files. Fires `announce`. */
export class RunsPanel extends Panel {
  static override properties = { ...Panel.properties, chosen: { state: true }, message: { state: true } };

  /** ids of the runs to be compared, in the order in which they were chosen */
  declare chosen: readonly string[];
  declare message: Message | null;

  static override styles = [sharedStyles, runsStyles];

  constructor() {
    super();
    this.chosen = [];
    this.message = null;
  }

  protected override firstUpdated(): void {
    void this.lab.runs.load();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('message') && this.message) this.dispatchEvent(new CustomEvent('announce', { detail: { text: this.message.text } }));
  }

  override render(): TemplateResult {
    const { runs, problem, removed } = this.lab.runs;
    const compared = this.chosen.flatMap((id) => this.lab.runs.find(id) ?? []);
    return html`
      <header>
        <h2>Runs</h2>
        <p class="small">${runs.length === 0 ? '' : this.counted(runs)}</p>
        <input id="file" type="file" accept=".json,application/json" hidden @change=${this.importFile} />
        <button class="plain" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#file')?.click()}>Import…</button>
        ${runs.some(({ pinned }) => pinned) ? html`<button class="plain" @click=${() => this.exportRuns(runs.filter(({ pinned }) => pinned), 'runs')}>Export all pinned</button>` : nothing}
      </header>
      ${problem === null ? nothing : html`<p class="message problem" role="status">${problem}</p>`}
      ${this.message ? html`<p class="message ${this.message.kind}" role=${this.message.kind === 'problem' ? 'alert' : 'status'}>${this.message.text}</p>` : nothing}
      ${removed.length === 0 ? nothing : html`<p class="message" role="status">“${removed[0]!.name}” is deleted. <button class="plain undo" @click=${() => this.lab.tell(() => this.lab.runs.restore())}>Undo</button></p>`}
      ${runs.length === 0 ? this.empty() : this.list(runs)}
      ${compared.length >= 2
        ? html`<compared-runs .runs=${compared} .measures=${this.lab.measures}></compared-runs>`
        : runs.length >= 2 ? html`<p class="small hint">Choose two or more runs to see what tells them apart.</p>` : nothing}
    `;
  }

  private counted(runs: readonly KeptRun[]): string {
    const pinned = runs.filter((run) => run.pinned).length;
    const others = runs.length - pinned;
    return `${pinned} pinned${others === 0 ? '' : `, ${others} forgotten when this page closes`}`;
  }

  private empty(): TemplateResult {
    return html`<p class="empty">No run has finished yet. Each one that does is listed here; pin it to keep it in this browser, and choose two to compare them.</p>`;
  }

  private list(runs: readonly KeptRun[]): TemplateResult {
    return html`<table>
      <caption class="visually-hidden">Finished runs, newest first</caption>
      <thead><tr>
        <th scope="col">compare</th><th scope="col">name</th><th scope="col">finished</th><th scope="col">agents × steps</th><th scope="col">at the end</th><th scope="col">computed</th><th scope="col"><span class="visually-hidden">actions</span></th>
      </tr></thead>
      <tbody>${runs.map((run) => this.row(run))}</tbody>
    </table>`;
  }

  private row(run: KeptRun): TemplateResult {
    const { id, name, date, style, pinned, results } = run;
    const action = (text: string, act: () => unknown, title: string): TemplateResult =>
      html`<button class="plain" aria-label="${text}: ${name}" title=${title} @click=${() => this.lab.tell(act)}>${text}</button>`;
    return html`<tr class=${pinned ? 'pinned' : ''}>
      <td class="choose"><label><input type="checkbox" aria-label="compare ${name}" .checked=${live(this.chosen.includes(id))} @change=${() => this.choose(id)} />${runMark(style)}</label></td>
      <th scope="row"><input class="name" aria-label="name of run ${name}" maxlength="100" .value=${live(name)} @change=${(event: Event) => this.rename(run, event.target as HTMLInputElement)} @keydown=${leaveOnEnter} /></th>
      <td class="date"><time datetime=${new Date(date).toISOString()}>${dateText(date)}</time></td>
      <td class="size">${grouped(results.experiment.agents)} × ${grouped(results.phases.reduce((sum, { steps }) => sum + steps, 0))}</td>
      <td class="outcome">${outcomeText(run)}</td>
      <td class="device" title=${`${results.device}; fingerprint ${results.fingerprint}`}>${results.exact ? 'bit-exact' : 'statistical only'}${run.agents === 'too many' ? html`<span class="small">too many agents for rows of each</span>` : nothing}</td>
      <td class="actions">
        <button class="plain pin" aria-label="${pinned ? 'Pinned' : 'Pin'}: ${name}" title=${pinned ? 'it is kept in this browser; press to let it go' : 'keep it in this browser'} @click=${() => this.lab.tell(() => this.lab.runs.togglePin(id))}>${pinned ? 'Pinned' : 'Pin'}</button>
        ${action('Open', () => this.lab.openRun(run, false), 'put its experiment under the controls')}
        ${action('Run again', () => this.lab.openRun(run, true), 'run it again and compare bits')}
        ${action('Export', () => this.exportRuns([run], 'run'), 'save it as a file')}
        ${action('Delete', () => this.delete(id), 'delete it; this can be undone')}
      </td>
    </tr>`;
  }

  private choose(id: string): void {
    this.chosen = this.chosen.includes(id) ? this.chosen.filter((one) => one !== id) : [...this.chosen, id];
  }

  private rename({ id, name }: KeptRun, input: HTMLInputElement): void {
    this.attempt(() => this.lab.runs.rename(id, input.value));
    if (this.message) input.value = name;
  }

  private delete(id: string): Promise<void> {
    this.message = null;
    this.chosen = this.chosen.filter((one) => one !== id);
    return this.lab.runs.remove([id]);
  }

  private async exportRuns(runs: readonly KeptRun[], what: string): Promise<void> {
    const text = runFileText(await this.lab.runs.filed(runs));
    download(`valence-lab-${what}${runs.length === 1 ? `-${runs[0]!.results.fingerprint.slice(0, 6)}` : ''}.json`, new Blob([text], { type: 'application/json' }));
  }

  private async importFile(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    const most = runFileLimits.bytes;
    await this.attempt(async () => {
      if (file.size > most) throw new InputError(file.name, bytes(file.size), `a file of at most ${bytes(most)}`);
      const filed = parseRunFile(await file.text(), file.name, Math.max(0, Math.trunc(file.lastModified)));
      const { all, added } = await this.lab.runs.add(filed);
      const known = all - added.length;
      const parts = [added.length > 0 ? `${count(added.length)} from ${file.name} ${added.length === 1 ? 'is' : 'are'} pinned now` : '', known > 0 ? `${count(known)} from ${file.name} ${known === 1 ? 'was' : 'were'} pinned already` : ''];
      this.message = { kind: 'information', text: `${parts.filter((part) => part !== '').join('; ')}.` };
    }, `${file.name} was not imported, and nothing here has changed: `);
  }

  /** Does what may fail for bad input, and says why. */
  private attempt(work: () => unknown, before = ''): Promise<void> | void {
    const say = (error: unknown): void => {
      if (!(error instanceof InputError)) throw error;
      this.message = { kind: 'problem', text: `${before}${error.message}.` };
    };
    this.message = null;
    try {
      const result = work();
      if (result instanceof Promise) return result.then(() => undefined, say);
    } catch (error) {
      say(error);
    }
  }
}

const count = (runs: number): string => (runs === 1 ? '1 run' : `${runs} runs`);

/** Enter ends the typing of a name, Escape too. */
function leaveOnEnter(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === 'Escape') (event.target as HTMLInputElement).blur();
}

const dateText = (date: number): string => new Date(date).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** Reward, and the intended return if it is another, in the last phase that has them. */
function outcomeText({ results }: KeptRun): string {
  const phase = results.phases.findLast(({ population }) => population.reward?.mean != null || population.intended?.mean != null) ?? results.phases.at(-1)!;
  const text = (name: string): string | null => {
    const { mean = null, standardError = null } = phase.population[name] ?? {};
    return mean === null ? null : withError(mean, standardError);
  };
  const [reward, intended] = [text('reward'), text('intended')];
  const parts = [...(reward === null ? [] : [`reward ${reward}`]), ...(intended === null || intended === reward ? [] : [`intended ${intended}`])];
  return parts.length === 0 ? '–' : `${phase.name}: ${parts.join(', ')}`;
}

customElements.define('runs-panel', RunsPanel);
