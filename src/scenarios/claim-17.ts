import { scenario, type LevelDefinition, type Step } from '../world/scenario';
import type { Feature } from '../world/types';

/** Choices at every level, and occasions of every split. */
const choices = 4;

/** What is left of the probability of success for each level at which the choice is wrong. */
const wrong = 0.4;

/** What has been settled so far, from the occasion that came up to the situation in which a move is to be made. */
type Thought =
  | readonly [occasion: number]
  | readonly [occasion: number, context: number]
  | readonly [occasion: number, context: number, considered: readonly [heuristic: number, situation: number]];

/** What is right at each level: which context on an occasion, which heuristic in a context, which move by a heuristic in a situation. */
const rightContext = (occasion: number): number => (occasion + 1) % choices;
const rightHeuristic = (context: number): number => (context + 2) % choices;
const rightMove = (heuristic: number, situation: number): number => (heuristic + situation) % choices;

const all = Array.from({ length: choices }, (_, i) => i);
const occasions = { train: all, deploy: all.map((i) => choices + i) };

/** Feature indices: an occasion; a context, then with its occasion; a heuristic in a situation, then with what led to it. */
const ofContext = 2 * choices;
const ofPath = ofContext + choices;
const ofSituation = ofPath + 2 * choices * choices;
const ofHistory = ofSituation + choices * choices;

const learner = 'learner';
const untaught = 'no learning';
const uncritical = 'no critic';
const levelsOfChoice = ['right context', 'right heuristic', 'right move'];

export default scenario({
  id: 'claim-17',
  title: 'A hierarchy of strategies',
  claim: 'One legible learner finds strategies at every level of a hierarchy, which context to seek, which heuristic to consider and which move to make, by one rule of learning and from a reward at the very end.',
  doc: [
    `An occasion comes up, one of ${choices}. The agent chooses which of ${choices} contexts to seek, then which of ${choices} heuristics to consider there; a situation arises, one of ${choices}, and it makes one of ${choices} moves. Then the episode terminates, and with luck there is a reward of 1, which is intended.`,
    `Every occasion has one right context, every context one right heuristic, and every heuristic says which move is right in which situation. If all three choices are right, success is certain; each wrong one leaves ${wrong} of its probability. No choice but the last is ever followed by a reward at once, and none is said to be right: the events “right context”, “right heuristic” and “right move” pay nothing and are only counted. By chance each happens in a quarter of the episodes.`,
    'The agent is linear, a table of weights that can be read one by one: at each level a feature for what the choice is about (the occasion; the context; the heuristic with the situation), and one for all that led to it. The same actor and critic, with the same step sizes, learn all levels. In “no critic” the critic’s step size is 0, so that nothing passes the reward on to earlier choices: moves should be learned, heuristics and contexts not.',
    'In the split “deploy” other occasions come up, whose features have never been seen. Which context to seek should then be chance, but heuristics and moves, learned as strategies of their own, should carry over. All weights begin at 0, so that agents that do not learn choose uniformly.',
  ].join('\n\n'),
  caveats: 'The levels of the hierarchy are put in by hand as steps of an episode with features of their own; that a learner would find such a hierarchy by itself is not shown. Without a critic the error at a last move is the reward itself, with no baseline: moves are then learned more slowly, too.',
  source: 'made for this catalogue; on heuristics that are chosen by what they led to, Lieder and Griffiths 2017, Strategy selection as rational metareasoning',
  options: {},
  defaults: {
    agents: 512,
    agent: { hidden: 0, initScale: 0, alpha: 0.1, beta: 0.1 },
    phases: [
      { name: 'train', split: 'train', steps: 12_000 },
      { name: 'test', split: 'train', steps: 600, learn: false },
      { name: 'deploy', split: 'deploy', steps: 600, learn: false },
    ],
  },
  arms: [
    { name: learner },
    { name: untaught, set: { 'phases[0].learn': false } },
    { name: uncritical, set: { 'agent.alpha': 0 } },
  ],
  verdicts: [
    ...levelsOfChoice.map((choice) => ({ statistic: `test.event.${choice}`, contrast: [[learner, 1], [untaught, -1]] as const, predicted: '+' as const })),
    ...levelsOfChoice.map((choice) =>
      choice === 'right move'
        ? { statistic: `test.event.${choice}`, contrast: [[uncritical, 1], [untaught, -1]] as const, predicted: '+' as const }
        : { statistic: `test.event.${choice}`, contrast: [[uncritical, 1], [untaught, -1]] as const, predicted: '0' as const, margin: 0.05 }),
    ...levelsOfChoice.map((choice) =>
      choice === 'right context'
        ? { statistic: `deploy.event.${choice}`, contrast: [[learner, 1], [untaught, -1]] as const, predicted: '0' as const, margin: 0.05 }
        : { statistic: `deploy.event.${choice}`, contrast: [[learner, 1], [untaught, -1]] as const, predicted: '+' as const }),
  ],
  build() {
    const features = ([occasion, context, considered]: Thought): readonly Feature[] => {
      if (context === undefined) return [[occasion, 1]];
      const path = occasion * choices + context;
      if (!considered) return [[ofContext + context, 1], [ofPath + path, 1]];
      const [heuristic, situation] = considered;
      return [[ofSituation + heuristic * choices + situation, 1], [ofHistory + path * choices + heuristic, 1]];
    };
    const level = (split: keyof typeof occasions): LevelDefinition<Thought> => ({
      name: split,
      splits: { [split]: 1 },
      start: occasions[split].map((occasion) => [1 / choices, [occasion]]),
      step(thought, action): readonly Step<Thought>[] {
        const [occasion, context, considered] = thought;
        if (context === undefined) return [{ next: [occasion, action], events: action === rightContext(occasion) ? ['right context'] : [] }];
        if (!considered) {
          const events = action === rightHeuristic(context) ? ['right heuristic'] : [];
          return all.map((chance) => ({ probability: 1 / choices, next: [occasion, context, [action, chance]], events }));
        }
        const [heuristic, situation] = considered;
        const followed = action === rightMove(heuristic, situation);
        const rights = [context === rightContext(occasion), heuristic === rightHeuristic(context), followed];
        const success = rights.reduce((probability, right) => (right ? probability : probability * wrong), 1);
        const events = followed ? ['right move'] : [];
        return [
          { probability: success, next: thought, events: [...events, 'success'], terminated: true },
          { probability: 1 - success, next: thought, events, terminated: true },
        ];
      },
      features: (thought) => ({ object: features(thought) }),
      // One row for each level: occasions, contexts, heuristics.
      cell: ([occasion, context, considered]) => (considered ? 2 * choices + considered[0] : context !== undefined ? choices + context : occasion % choices),
      draw: { width: choices, height: levelsOfChoice.length },
    });
    return {
      actions: all.map((i) => `choose ${i}`),
      letters: all.join(''),
      events: [{ name: 'success', reward: 1, intended: 1 }, ...levelsOfChoice.map((name) => ({ name }))],
      levels: [level('train'), level('deploy')],
    };
  },
});
