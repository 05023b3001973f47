import { scenarioOf } from './experiment/world-of';
import { SessionClient } from './lab/client';
import { ValenceLab } from './ui/app';
import { firstScenario } from './ui/first-experiment';
import { LabDatabase } from './ui/lab-database';
import { Laboratory } from './ui/laboratory';
import { presentationOf } from './ui/presentation';
import { recallScheme } from './ui/scheme';
import './ui/tokens.css';
import { createLabWorker } from './ui/trusted-types';
import { Workbench } from './ui/workbench';

recallScheme();

const baseUrl = location.href.replace(/#.*$/, '');
const lab = new Laboratory(new Workbench(firstScenario, baseUrl, location.hash), new SessionClient(createLabWorker(), baseUrl), presentationOf(location.search), new LabDatabase());

lab.addEventListener('change', () => {
  document.title = `${scenarioOf(lab.bench.experiment)?.title ?? lab.bench.experiment.name} · Valence Lab`;
  if (lab.bench.notice?.kind !== 'problem' && lab.link !== location.href) history.replaceState(null, '', lab.link);
});

customElements.define('valence-lab', class extends ValenceLab {
  constructor() {
    super(lab);
  }
});
lab.start();
