/** How soon an agent learned its task, how well, and for how many agents the answer is good enough. */
import type { PhaseContext } from '../context';
import { norm } from '../goals';
import { each, type AgentMeasure, type Measure } from '../measure';
import { sortedQuantile } from '../statistics';

const ttc: AgentMeasure = {
  name: 'ttc', unit: 'steps', doc: 'Time to criterion: steps until norm(reward) since the last record was first ≥ .8.',
  perAgent: (x) => each(x, (i) => (x.columns.criterionRecord[i]! > 0 ? x.columns.criterionRecord[i]! * x.everySteps : NaN)),
};

/** What counts as the best time: so many per cent of the agents that have one are as fast, so that one lucky agent decides nothing. */
const bestPercent = 1;
const timesBest = 2;

const withinTwice: AgentMeasure = {
  name: 'ttc.withinTwice', unit: 'share',
  doc: `Whether ttc is at most ${timesBest} × the best, of the agents that have one; the best is the shortest that at least ${bestPercent} % of them do not exceed.`,
  perAgent(x) {
    const times = ttc.perAgent(x)!;
    const reached = times.filter((time) => !Number.isNaN(time)).sort();
    const limit = reached.length > 0 ? timesBest * sortedQuantile(reached, bestPercent) : NaN;
    return times.map((time) => (Number.isNaN(time) ? NaN : time <= limit ? 1 : 0));
  },
};

const halfway: AgentMeasure = {
  name: 'halfway', unit: 'share', doc: "Whether the mean return of reward is at least half of the way from the uniform policy's to the optimal one's: norm(reward) ≥ ½.",
  perAgent: (x) => (Number.isNaN(normOfReward(x, 0)) ? null : each(x, (i) => {
    const episodes = x.columns.episodes[i]!;
    return episodes > 0 ? Number(normOfReward(x, x.columns.returns[x.tables.channels.indexOf('reward')]![i]! / episodes) >= 0.5) : NaN;
  })),
};

const normOfReward = ({ returns: { optimal, uniform } }: PhaseContext, value: number): number => norm(value, optimal.reward!.undiscounted, uniform.reward!.undiscounted);

/** The same question put to a vote, so that its mean can be compared with 0: the share of agents that say yes less that of those that say no. */
const majority = ({ name, perAgent }: AgentMeasure): AgentMeasure => ({
  name: `${name}.majority`, unit: 'share', doc: `The share of agents for which ${name} is 1, less that of agents for which it is 0: above 0 where they are more than half.`,
  perAgent: (x) => perAgent(x)?.map((vote) => 2 * vote - 1) ?? null,
});

export const criterionMeasures: readonly Measure[] = [ttc, withinTwice, majority(withinTwice), halfway, majority(halfway)];
