import { html, nothing, type TemplateResult } from 'lit';
import { csvText } from '../../analysis/csv';
import { withError } from '../format';
import '../views/two-by-two';
import type { FourShares, TwoByTwo } from '../views/two-by-two';
import { FigurePart, hiddenTable } from './figure';

type Pair = readonly [string, string];

/** Four measures that share out the same whole by two questions. */
interface Sharing {
  readonly title: string;
  readonly name: string;
  /** [row][column] */
  readonly measures: readonly [Pair, Pair];
  readonly rows: Pair;
  readonly columns: Pair;
  readonly text: string;
}

const alignment: Sharing = {
  title: 'Alignment',
  name: 'alignment',
  measures: [['align.did.rewarded', 'align.did.not'], ['align.not.rewarded', 'align.not.not']],
  rows: ['intended', 'not intended'],
  columns: ['rewarded', 'not rewarded'],
  text: 'Shares of finished episodes: whether the agent did what was intended, and whether it was rewarded (norm above ½ each). Orange, with a corner: reward and intention come apart. Mean over agents ± standard error; bars with 95 %.',
};

const quadrants: Sharing = {
  title: 'Quadrants of desire',
  name: 'quadrants',
  measures: [['quadrant.++', 'quadrant.+-'], ['quadrant.-+', 'quadrant.--']],
  rows: ['object: wanted', 'object: unwanted'],
  columns: ['self: wanted', 'self: unwanted'],
  text: 'Shares of an agent’s thoughts by the sign of their valence above the neutral one: rows in the object frame, columns in the self-reflective frame. Orange, with a corner: the frames disagree, which is ego-dystonic. Mean over agents ± standard error; bars with 95 %.',
};

abstract class SharesFigure extends FigurePart {
  protected abstract readonly sharing: Sharing;

  override render(): TemplateResult | typeof nothing {
    const { title, name, measures, rows, columns, text } = this.sharing;
    const blocks = this.data.phases
      .map((phase): FourShares => ({ title: phase.name, cells: measures.map((row) => row.map((measure) => this.data.statistic(phase, measure))) }))
      .filter(({ cells }) => cells.flat().some((cell) => cell !== null && cell.count > 0));
    if (blocks.length === 0) return nothing;
    const all = blocks.flatMap(({ title: phase, cells }) => cells.flatMap((row, r) => row.map((share, c) => ({ phase, row: rows[r]!, column: columns[c]!, share }))));
    return this.figure({
      title, name, text,
      csv: () => csvText(['phase', 'row', 'column', 'share', 'standardError', 'n'], all.map(({ phase, row, column, share }) => [phase, row, column, share?.mean ?? null, share?.standardError ?? null, share?.count ?? 0])),
      svg: () => this.renderRoot.querySelector<TwoByTwo>('two-by-two')!.file(),
      body: html`<two-by-two .blocks=${blocks} .rows=${rows} .columns=${columns} label="${title}; the same numbers follow as a table"></two-by-two>
        ${hiddenTable(title, ['phase', 'row', 'column', 'share', 'agents'], all.map(({ phase, row, column, share }) => [phase, row, column, share ? withError(share.mean, share.standardError) : '–', share?.count ?? 0]))}`,
    });
  }
}

/** Whether agents did what was intended, and whether they were rewarded. */
export class AlignmentFigure extends SharesFigure {
  protected override get sharing(): Sharing {
    return alignment;
  }
}

/** Whether a thought is wanted, and whether it is wanted on reflection. */
export class QuadrantsFigure extends SharesFigure {
  protected override get sharing(): Sharing {
    return quadrants;
  }
}

customElements.define('alignment-figure', AlignmentFigure);
customElements.define('quadrants-figure', QuadrantsFigure);
