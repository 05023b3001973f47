/** The tour of the first experiment: what it says, where it points, and what it waits for. */
import type { Laboratory } from './laboratory';

export interface TourStep {
  readonly title: string;
  readonly text: string;
  /** what it points at: a selector in the page, then one in the shadow of what that found, and so on */
  readonly target: readonly string[];
  /** what the visitor is asked for; the tour goes on as soon as it has become true */
  readonly until?: (lab: Laboratory) => boolean;
}

const finished = (lab: Laboratory): boolean => lab.session.snapshot.state === 'finished' && !lab.outdated;

export const tourSteps: readonly TourStep[] = [
  {
    title: 'What does a mouse want?',
    text: 'Mice learn to fetch cheese that always lies in one corner. Did they come to want cheese, or the corner? In training both lead to the same reward, so that reward cannot tell.',
    target: ['claim-panel'],
  },
  {
    title: 'Run it',
    text: 'Thousands of mice learn at once, each with its own weights and its own luck. Press Run, or the space bar.',
    target: ['transport-panel'],
    until: (lab) => lab.underWay,
  },
  {
    title: 'They learn',
    text: 'The line is the median mouse; the bands hold the middle half of them, and 90 %. Dashed is the best that can be reached, dotted what walking at random brings.',
    target: ['curve-panel'],
  },
  {
    title: 'Look at one of them',
    text: 'Colours show what the selected mouse expects from each cell: orange is more than nothing, blue is less, and the scale stands below. Choose another mouse in the row under the world.',
    target: ['world-panel'],
  },
  {
    title: 'Then the cheese moves',
    text: 'After training the weights are frozen. “Test” repeats the levels of training; in “deploy” the cheese lies anywhere. The tour goes on when the run has finished.',
    target: ['run-panel'],
    until: finished,
  },
  {
    title: 'What they do, and what they want',
    text: 'Above: which goal they pursue where cheese and corner are apart. Below: which one their own value function likes better, asked with imagined outcomes. Every bar has its 95 % interval.',
    target: ['goals-panel'],
  },
  {
    title: 'Change one thing',
    text: 'With a larger cornerSize the cheese of training lies in more places, so that looking for it pays. Set it to 5 and press Run once more.',
    target: ['controls-panel', 'lab-field[data-path="scenarioOptions.cornerSize"]'],
    until: (lab) => lab.underWay && Number(lab.shown.scenarioOptions['cornerSize']) > 1,
  },
  {
    title: 'Pass it on',
    text: 'The address always leads to what you see, and after a run it carries a fingerprint: whoever opens it can check that the same bits come out. Share has a QR code, a version for lessons, and a citation.',
    target: ['.share'],
  },
];
