/** Conditioning: published outputs of two models, other schedules against the models' equations, and claim 20. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimOfScenario, parseClaim } from '../../src/experiment/claim';
import { importConditioning } from '../../src/experiment/import-conditioning';
import { parseExperiment } from '../../src/experiment/parse';
import { worldOf } from '../../src/experiment/world-of';
import { conditioningModels } from '../../src/world/conditioning';
import type { Schedule, Trial } from '../../src/world/schedule';
import { conditionedResponse, course, mean, measured, punctate, type Course } from './conditioning-trials';

interface PhaseNumbers {
  readonly trials: number;
  readonly meanCR: number;
  readonly firstCR: number;
  readonly lastCR: number;
  readonly firstResponses: readonly number[];
}
interface Published extends Schedule {
  readonly measure: 'conditioned response' | 'suppression ratio';
  readonly models: Readonly<Record<string, { readonly phases: Readonly<Record<string, Readonly<Record<string, PhaseNumbers>>>>; readonly published: { readonly columns: readonly string[]; readonly data: readonly (readonly (string | number)[])[] } }>>;
  readonly expected: Readonly<Record<string, string>>;
}
const file = JSON.parse(readFileSync(new URL('../external/conditioning.json', import.meta.url), 'utf8')) as { readonly experiments: readonly Published[] };

/** What `compare` in the file allows binary32. */
const tolerance = 2e-5;
const near = (value: number, expected: number): void => expect(Math.abs(value - expected)).toBeLessThanOrEqual(tolerance);

const cases = file.experiments.flatMap((experiment) => conditioningModels.map((model) => ({ experiment, model, title: `${experiment.id}, ${model}` })));

describe.each(cases)('$title', async ({ experiment, model }) => {
  const { trials, groups, models, expected } = experiment;
  const courses = new Map<string, Course>();
  for (const group of Object.keys(groups)) courses.set(group, await course(importConditioning(file, { experiment: experiment.id, group, model })));
  const { phases, published } = models[model]!;
  const undergone = (group: string, phase: string) => courses.get(group)!.trials.filter((trial) => trial.phase === phase);
  const responsesIn = (group: string, phase: string): number[] => undergone(group, phase).flatMap(({ level, responses }) => conditionedResponse(trials[level]!, responses) ?? []);

  it.each(Object.entries(phases).flatMap(([group, own]) => Object.entries(own).map(([phase, numbers]) => [group, phase, numbers] as const)))('%s, %s: the published responses', (group, phase, numbers) => {
    const response = (measure: string): number => measured(courses.get(group)!, phase, measure);
    near(response('response'), numbers.meanCR);
    near(response('response.first'), numbers.firstCR);
    near(response('response.last'), numbers.lastCR);
    expect(responsesIn(group, phase)).toHaveLength(numbers.trials);
    const first = undergone(group, phase).find(({ level, responses }) => conditionedResponse(trials[level]!, responses) !== null)!;
    expect(first.responses).toHaveLength(numbers.firstResponses.length);
    numbers.firstResponses.forEach((expectedResponse, t) => near(first.responses[t]!, expectedResponse));
  });

  it.each(published.data.map((row) => Object.fromEntries(row.map((entry, i) => [published.columns[i]!, entry]))))('the row of $group, $variable, $session', ({ group, variable, session, value }) => {
    const compound = String(variable);
    const readings = undergone(String(group), session === undefined ? testPhase(experiment, compound) : 'extinction').map(({ level, responses }) => reading(experiment.measure, trials[level]!, responses, compound));
    near(mean(session === undefined ? readings : session === 0 ? readings.slice(0, 1) : readings.slice(4 * Number(session) - 4, 4 * Number(session))), Number(value));
  });

  it(`as expected: ${expected[model]}`, () => expectations[experiment.id]!(responsesIn));
});

/** The phase in which a compound is tested. */
const testPhase = ({ models }: Published, compound: string): string => (Object.keys(Object.values(models.TD!.phases)[0]!).includes('test') ? 'test' : `test-${compound}`);

/** A measure of one trial, as the file's conventions say. */
function reading(measure: Published['measure'], steps: Trial, responses: readonly number[], compound: string): number {
  const where = (cues: string) => (_: number, t: number): boolean => !steps[t]!.us && punctate(steps[t]!).sort().join('') === cues;
  if (measure === 'conditioned response') return mean(responses.filter(where(compound)));
  const most = Math.max(...responses);
  const suppressed = (cues: string): number => responses.filter(where(cues)).reduce((sum, response) => sum + most - response, 0);
  return suppressed(compound) / (suppressed(compound) + suppressed(''));
}

/** What `expected` says of both models, failures included. */
const expectations: Readonly<Record<string, (responses: (group: string, phase: string) => readonly number[]) => void>> = {
  Competition_OvershadowingAndForwardBlocking(responses) {
    const [control, overshadowing, blocking] = ['control', 'overshadowing', 'forward blocking'].map((group) => responses(group, 'test')[0]!);
    expect([control! > overshadowing!, overshadowing! > blocking!]).toEqual([true, true]);
  },
  Competition_Overexpectation(responses) {
    const [one, two, overexpectation] = ['control 1', 'control 2', 'overexpectation'].map((group) => responses(group, 'test')[0]!);
    expect(overexpectation).toBeLessThan(Math.min(one!, two!));
  },
  Inhibition_InhibitorExtinction(responses) {
    expect(responses('control', 'test-A')[0]).toBeGreaterThan(0);
    expect(responses('control', 'test-AX')[0]).toBeLessThan(0);
  },
  PreExposure_LatentInhibitionVsPerceptualLearning(responses) {
    for (const context of ['same', 'different']) expect(responses(`${context} ctx, preexpose`, 'test')).toEqual(responses(`${context} ctx, no preexpose`, 'test'));
  },
  Extinction_ContinuousVsPartial(responses) {
    const continuous = responses('continuous', 'extinction');
    responses('partial', 'extinction').forEach((response, trial) => expect(response).toBeLessThan(continuous[trial]!));
  },
};

describe('claim 20', () => {
  const { arms } = parseClaim(claimOfScenario('claim-20'));
  const atPublishedStep = (experiment: ReturnType<typeof parseExperiment>) =>
    JSON.stringify([worldOf(experiment), experiment.phases, { ...experiment.agent, alpha: 0.3 }]);

  it('its arms are the published groups, but for the step sizes of the population', () => {
    const published = cases.flatMap(({ experiment, model }) =>
      Object.keys(experiment.groups).map((group) => atPublishedStep(parseExperiment(importConditioning(file, { experiment: experiment.id, group, model })))));
    expect(arms.map(({ experiment }) => atPublishedStep(experiment)).sort()).toEqual(published.sort());
  });
});
