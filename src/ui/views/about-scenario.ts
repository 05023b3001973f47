import { html, nothing, type TemplateResult } from 'lit';
import { claimIn } from '../../experiment/catalogued-claim';
import type { Scenario } from '../../world/scenario';
import { contrastOf, predictedText } from '../outcomes';

/** The whole card of a catalogue entry: what happens, what is predicted, what the measures cannot show, words, and source. */
export function aboutScenario({ id, doc, caveats, source }: Scenario): TemplateResult {
  const claim = claimIn(id);
  return html`
    ${doc.split('\n\n').map((paragraph) => html`<p>${prose(paragraph)}</p>`)}
    ${claim
      ? html`<h2>What is predicted</h2>
          <p>Of differences between ${claim.arms.length} arms, which are run one after another:</p>
          <ul>${claim.predictions.map((prediction) => html`<li>${prediction.statistic}: ${contrastOf(prediction)} ${predictedSentence(predictedText(prediction))}</li>`)}</ul>`
      : nothing}
    <h2>What the measures cannot show here</h2>
    <p>${prose(caveats)}</p>
    <h2>Words</h2>
    <p>Two fields name the same things: outer misalignment is specification gaming, and inner misalignment is goal misgeneralization (some say malgeneralization). Deception is neither of the two.</p>
    <h2>Source</h2>
    <p>${source}</p>
  `;
}

const predictedSentence = (predicted: string): string => (predicted.startsWith('0') ? `= ${predicted}` : predicted);

/** Text with `names` of the program in it. */
const prose = (text: string): readonly (string | TemplateResult)[] => text.split('`').map((part, i) => (i % 2 === 0 ? part : html`<code>${part}</code>`));
