/** The words of the page: what each means here, and where it comes from. */

export interface GlossaryEntry {
  readonly term: string;
  /** other words for the same, which a search finds too */
  readonly also?: readonly string[];
  /** one or two sentences */
  readonly definition: string;
  readonly source: string;
}

const suttonBarto = 'Sutton & Barto 2018, Reinforcement Learning: An Introduction';
const byrnesIntro = 'Byrnes 2022, Intro to brain-like-AGI safety';
const byrnesValence = 'Byrnes 2023, Valence series';
const hubinger = 'Hubinger et al. 2019, Risks from learned optimization';
const langosco = 'Langosco et al. 2022, Goal misgeneralization in deep reinforcement learning';
const shah = 'Shah et al. 2022, Goal misgeneralization: why correct specifications aren’t enough for correct goals';
const krakovna = 'Krakovna et al. 2020, Specification gaming: the flip side of AI ingenuity';
const leike = 'Leike et al. 2017, AI Safety Gridworlds';
const here = 'defined here';

/** By subject: what learns, what thinks, what it may come to want, how it is measured, and how a run is kept exact. */
export const glossary: readonly GlossaryEntry[] = [
  { term: 'value function', also: ['value', 'v'], definition: 'What an agent expects from where it is: the sum of future reward, each step later worth less by the discount. Learned, so it can be wrong.', source: suttonBarto },
  { term: 'return', also: ['G', 'discounted'], definition: 'The reward that an episode really paid, summed; “discounted” where each step later counts less.', source: suttonBarto },
  { term: 'TD error', also: ['δ', 'delta', 'temporal difference', 'reward prediction error'], definition: 'How much better a step turned out than the value function had it: reward plus the discounted value of the arrival, minus the value before. Everything is learned from it.', source: 'Sutton 1988, Learning to predict by the methods of temporal differences' },
  { term: 'critic', definition: 'The part of an agent that learns the value function.', source: 'Barto, Sutton & Anderson 1983, Neuronlike adaptive elements that can solve difficult learning control problems' },
  { term: 'actor', also: ['policy', 'preferences'], definition: 'The part of an agent that learns what to do: preferences among actions, raised by positive TD errors and lowered by negative ones.', source: 'Barto, Sutton & Anderson 1983, Neuronlike adaptive elements that can solve difficult learning control problems' },
  { term: 'discount', also: ['γ', 'gamma'], definition: 'What a reward one step later is worth, as a share of the same reward now.', source: suttonBarto },
  { term: 'eligibility traces', also: ['λ', 'lambda', 'trace decay'], definition: 'A fading memory of what was just thought of, so that a TD error also teaches the steps that led to it. At λ = 0 only the last step learns.', source: suttonBarto },
  { term: 'temperature', also: ['τ', 'softmax'], definition: 'How freely actions are drawn: preferences are divided by it before they become probabilities, so that a small one nearly always picks the best.', source: suttonBarto },
  { term: 'exploration floor', also: ['floor', 'ε', 'epsilon'], definition: 'The probability that an action is replaced by one drawn uniformly, whatever the agent prefers.', source: suttonBarto },
  { term: 'terminated and truncated', also: ['episode', 'termination', 'truncation'], definition: 'An episode terminates where the world ends it, and nothing is expected after that; it is truncated where only the clock ends it, and the value after it still counts.', source: 'Pardo et al. 2018, Time limits in reinforcement learning' },
  { term: 'replay', definition: 'Learning once more from transitions that the agent remembers.', source: 'Lin 1992, Self-improving reactive agents based on reinforcement learning, planning and teaching' },
  { term: 'world model', also: ['planning depth', 'plan'], definition: 'What an agent imagines the consequences of its actions with: the world itself, or what it has seen of it.', source: 'Sutton 1991, Dyna, an integrated architecture for learning, planning, and reacting' },

  { term: 'thought generator', also: ['thought', 'candidate'], definition: 'The part that proposes what to think of next; here a plan of a few actions. A thought whose valence guess is good is kept and acted on, another is thrown out.', source: byrnesIntro },
  { term: 'valence guess', also: ['guess'], definition: 'How much better than here the end of a plan would be, as the agent’s own value function has it. The reward function is never asked.', source: byrnesIntro },
  { term: 'actual valence', definition: 'What an arrival was worth in the end: the guess itself, unless the steering subsystem overrides it. The agent learns from this.', source: byrnesValence },
  { term: 'steering subsystem', also: ['brainstem'], definition: 'The part that does not learn: it holds the reward function and decides whether a guess stands.', source: byrnesIntro },
  { term: 'override', also: ['defer to predictor'], definition: 'The steering subsystem declares a valence in place of the guess, which is corrected towards it. Without one it defers to the predictor, and a valence can keep itself alive.', source: byrnesIntro },
  { term: 'immediate valence', also: ['ρ', 'rho'], definition: 'A second head of the network, which learns what arrivals felt like; plans are judged by it and by the value function.', source: here },
  { term: 'frames', also: ['object-level', 'self-reflective', 'quadrant', 'habit'], definition: 'A state can be thought about as it is (object level), or as “me being there” (self-reflective). The same value function judges both.', source: `${byrnesValence}, part 2` },
  { term: 'ego-dystonic', also: ['ego-syntonic'], definition: 'An outcome that is wanted in one frame and not in the other: one wants it and would rather not be somebody who does.', source: `${byrnesValence}, part 2` },
  { term: 'trapped prior', definition: 'An expectation so strong that it overrules what would correct it, and so stays.', source: 'Alexander 2021, Trapped priors as a basic problem of rationality' },

  { term: 'reward', definition: 'What the reward function pays: what agents are trained on.', source: suttonBarto },
  { term: 'intended', also: ['intended return', 'performance function'], definition: 'What the designer wanted, counted beside the reward. No agent ever sees it.', source: leike },
  { term: 'proxy', also: ['rival goal', 'goal'], definition: 'Another goal, which goes together with reward in training and may be what an agent comes to want.', source: hubinger },
  { term: 'outer misalignment', also: ['outer alignment'], definition: 'The reward pays for something other than what was intended.', source: hubinger },
  { term: 'specification gaming', definition: 'Getting reward without what was intended; another name for what outer misalignment leads to.', source: krakovna },
  { term: 'inner misalignment', also: ['inner alignment', 'mesa-optimization'], definition: 'What an agent wants is not what its reward pays, even where the reward is right.', source: hubinger },
  { term: 'goal misgeneralization', also: ['malgeneralization'], definition: 'Off the training distribution an agent competently pursues another goal, one that training could not tell apart; another name for inner misalignment seen in behaviour.', source: `${langosco}; ${shah}` },
  { term: 'deception', also: ['deceptive alignment'], definition: 'Behaving well only where somebody watches. It is neither outer nor inner misalignment, but may follow from the latter.', source: hubinger },
  { term: 'oracle', definition: 'The best that can be reached in a world, computed from its tables and not learned; “uniform” is what random actions reach.', source: `${suttonBarto} (value iteration)` },
  { term: 'oracle in the loop', also: ['veto', 'shield', 'foresight'], definition: 'A guard that looks a few steps ahead and vetoes bad actions before they are done, until an event disables it.', source: 'Alshiekh et al. 2018, Safe reinforcement learning via shielding' },

  { term: 'outer gap', also: ['outerGap'], definition: 'norm(reward) − norm(intended): how much more of the reward than of the intended return an agent gets; above 0 the reward function pays for the wrong thing.', source: here },
  { term: 'inner gap', also: ['innerGap', 'valueRmse'], definition: 'How far the value function is off from the returns that follow, as a share of what there is to get between random and best.', source: here },
  { term: 'norm', definition: 'A return on the scale where random actions have 0 and the oracle has 1.', source: here },
  { term: 'value R²', also: ['valueR2', 'valueBias'], definition: 'How well values at the start predict the returns that follow: 1 is perfect, 0 no better than their mean, below 0 worse.', source: here },
  { term: 'goal by behaviour', also: ['goal.behaviour', 'what they do'], definition: 'The goal whose return stands out on contested levels; “none” without a clear lead.', source: here },
  { term: 'goal by desire', also: ['goal.desire', 'what they want', 'probe'], definition: 'The goal whose imagined outcomes have the highest valence, read off the agent’s own value function by probes: thoughts that it is asked to have.', source: here },
  { term: 'contested levels', definition: 'Levels on which rival goals lead to different places, so that behaviour shows which one is pursued.', source: here },
  { term: 'train, test, deploy', also: ['phase', 'split', 'frozen', 'distribution shift'], definition: 'Usual phases of an experiment: learning, the same levels with weights frozen, and levels that were not trained on.', source: langosco },
  { term: 'coherence', definition: 'How far valences of outcomes agree across contexts: variance between outcomes as a share of all variance.', source: here },
  { term: 'time to criterion', also: ['ttc'], definition: 'Steps until the mean return first reached .8 of the way from random to best.', source: here },

  { term: 'interval', also: ['±', 'standard error', 'confidence', 'Wilson'], definition: 'Where the truth lies with 95 % confidence, as far as chance between agents goes. Shares have Wilson’s interval; “±” is one standard error.', source: 'Wilson 1927, Probable inference, the law of succession, and statistical inference' },
  { term: 'verdict', also: ['as predicted', 'opposite', 'undecided', 'contrast', 'arm', 'margin'], definition: 'Whether the whole interval of a difference between arms lies where a claim predicted: “as predicted”; all on the other side: “opposite”; else “undecided”. Arms are the experiments compared.', source: 'Welch 1947, The generalization of Student’s problem; margins after Schuirmann 1987' },
  { term: 'quantile band', also: ['median', 'quantile'], definition: 'The shaded part of a curve, which holds the middle half of the agents, and the wider one, which holds 90 % of them; the line is the median.', source: 'Tukey 1977, Exploratory data analysis' },
  { term: 'distribution', also: ['grid', 'log-uniform', 'sweep'], definition: 'In place of a number, every agent draws its own: 0.1…0.5, 0.003…0.1 log, {0, 0.8} as a grid, 0.1 | 0.3 as a draw.', source: 'Bergstra & Bengio 2012, Random search for hyper-parameter optimization' },
  { term: 'seed', definition: 'The number from which all chance of a run follows. Equal seeds give equal bits, whatever the device and however many agents.', source: 'Salmon et al. 2011, Parallel random numbers: as easy as 1, 2, 3' },
  { term: 'bit-exact', definition: 'This device was seen to compute the same bits as every other; “statistical only” where it was not, and only averages can be compared.', source: 'IEEE 754-2019, Standard for floating-point arithmetic' },
  { term: 'fingerprint', also: ['same bits', 'numerics version'], definition: 'A short text that is made of every bit of every agent at the end of a run. Two runs with the same one are the same run.', source: here },
];

/** Entries that contain every word of a query, in the order of the glossary; all of them for an empty one. */
export function searchGlossary(query: string): readonly GlossaryEntry[] {
  const words = query.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return glossary.filter(({ term, also = [], definition }) => {
    const text = [term, ...also, definition].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
