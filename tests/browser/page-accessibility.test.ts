import { describe, expect, it } from 'vitest';
import { encodeLink } from '../../src/experiment/link';
import { parseExperiment } from '../../src/experiment/parse';
import { findings } from './axe';
import { sharedHarness } from './shared';

const harness = sharedHarness();

const small = encodeLink(
  parseExperiment({ scenario: 'cheese-corner', scenarioOptions: { size: 5, levels: 4 }, agents: 16, phases: [{ name: 'train', split: 'train', steps: 500 }, { name: 'deploy', split: 'deploy', steps: 500, learn: false }] }),
  '',
);

const claim = encodeLink(parseExperiment({ scenario: 'claim-12', agents: 8 }), '');

const planners = encodeLink(
  parseExperiment({ scenario: 'cheese-corner', agents: 2048, agent: { depth: 2, candidates: 4 }, phases: [{ name: 'train', split: 'train', steps: 1_000_000 }] }),
  '',
);

describe('axe-core finds nothing in light and dark', () => {
  it('before and after a run, on a laptop', async () => {
    const lab = await harness.open({ fragment: small });
    expect(await findings(lab)).toEqual([]);
    await lab.press('Run');
    await lab.waitForStatus(/^Finished/);
    expect(await findings(lab)).toEqual([]);
  });

  it('in the inspector, thinking and running', async () => {
    const lab = await harness.open({ fragment: planners });
    await lab.page.keyboard.press('i');
    await lab.waitForText('inspector-panel >>> .step', /about to think/);
    expect(await findings(lab)).toEqual([]);
    for (const key of ['n', 'n', 'w'] as const) {
      await lab.page.keyboard.press(key);
      expect(await findings(lab, '.view')).toEqual([]);
    }
    await lab.waitForText('step-outcome >>> .pair', /Valence/);
    expect(await findings(lab, '.view')).toEqual([]);
    await lab.press('Run');
    await lab.waitForText('inspector-panel >>> .step', /running/);
    expect(await findings(lab, 'main')).toEqual([]);
  });

  it.each([[1440, 900], [390, 844]])('in the catalogue and in the verdicts of a claim, %d wide', async (width, height) => {
    const lab = await harness.open({ width, height, fragment: claim });
    expect(await findings(lab)).toEqual([]);
    await lab.page.keyboard.press('v');
    await lab.waitForText('arms-panel >>> button', /^Run the claim again/);
    expect(await findings(lab)).toEqual([]);
    await lab.page.keyboard.press('c');
    await lab.waitForText('catalogue-dialog >>> [role=status]', /entries/);
    expect(await findings(lab, 'catalogue-dialog')).toEqual([]);
    await lab.page.keyboard.type('cheese zebra');
    await lab.waitForText('catalogue-dialog >>> [role=status]', /^0 /);
    expect(await findings(lab, 'catalogue-dialog')).toEqual([]);
  });

  it('on a phone, with a damaged link, something refused, and the help open', async () => {
    const lab = await harness.open({ width: 390, height: 844, fragment: '#1.damaged' });
    await lab.type('agents', 'many');
    expect(await findings(lab)).toEqual([]);
    await lab.press('help: keys and words');
    await lab.waitFor('help-dialog >>> dialog[open]');
    expect(await findings(lab, 'help-dialog')).toEqual([]);
  });
});
