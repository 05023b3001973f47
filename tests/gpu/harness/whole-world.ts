/**
 * A small world with everything that a world can declare: chance, two levels, strengths other than 1, rows with and
 * without a self-reflective frame and one without any features, thoughts that pay, overrides, a gate, an event that is
 * mistaken for another, harm, an off switch of the oracle, rival goals, an impulse, deception, groups of features.
 */
export const wholeWorld = {
  schema: 1,
  actions: ['wait', 'left', 'right'],
  nullAction: 'wait',
  events: [
    { name: 'food', reward: 1, intended: 1, proxies: { full: 1 } },
    { name: 'drug', reward: 0.75, intended: -1, proxies: { high: 1 } },
    { name: 'picture', mistakenFor: 'food', features: { object: [[8, 0.5]], self: [[7, 1]] } },
    { name: 'shock', reward: -0.5, override: -1, features: { object: [[8, -1]] } },
    { name: 'comfort', override: 0.5 },
    { name: 'bell', closesGate: true },
    { name: 'blackout', disablesOracle: true },
    { name: 'pride', reward: 0.25 },
    { name: 'shame', reward: -0.375 },
  ],
  levels: [
    {
      name: 'town', splits: { train: 2, deploy: 1 }, states: 6, start: [[0.625, 1], [0.375, 3]], maxSteps: 14,
      transitions: [
        [0, 0, [[1, 0, ['bell'], false]]],
        [0, 1, [[0.5, 0, ['shock'], false], [0.5, 5, ['drug', 'picture'], true]]],
        [0, 2, [[1, 1, [], false]]],
        [1, 0, [[0.75, 1, [], false], [0.25, 2, ['comfort'], false]]],
        [1, 1, [[1, 0, ['picture'], false]]],
        [1, 2, [[0.875, 2, [], false], [0.125, 4, ['blackout'], false]]],
        [2, 0, [[1, 2, ['blackout', 'bell'], false]]],
        [2, 1, [[1, 1, ['drug'], false]]],
        [2, 2, [[0.5, 3, [], false], [0.5, 3, ['food'], false]]],
        [3, 0, [[1, 3, [], false]]],
        [3, 1, [[1, 2, ['comfort', 'shock'], false]]],
        [3, 2, [[0.75, 4, [], false], [0.25, 5, ['shock', 'food'], true]]],
        [4, 0, [[1, 4, ['picture'], false]]],
        [4, 1, [[1, 0, [], false]]],
        [4, 2, [[1, 5, ['food'], true]]],
      ],
      features: {
        object: [[[0, 1]], [[1, 1], [4, 0.5]], [[2, 1], [6, 0.5]], [[3, 0.75]], [], [[5, 1]]],
        self: [[[7, 1]], [], [[4, 1], [7, -0.5]], [[3, 0.25], [6, 1]], [[7, 0.5]], [[6, 1]]],
      },
      reflection: [[0, ['shame']], [2, ['pride']], [3, ['pride', 'shame']]],
    },
    {
      name: 'glade', splits: { train: 1, deploy: 3 }, states: 4, start: [[1, 0]], maxSteps: 9,
      transitions: [0, 1, 2].flatMap((state) => [
        [state, 0, [[1, state, state === 1 ? ['drug'] : [], false]]],
        [state, 1, [[1, Math.max(0, state - 1), state === 0 ? ['drug', 'blackout'] : [], false]]],
        [state, 2, [[0.75, state + 1, state === 2 ? ['food'] : [], state === 2], [0.25, state, ['picture'], false]]],
      ]),
      features: {
        object: [[[0, 0.5], [4, 1]], [[2, 1]], [[1, -1], [6, 0.25]], [[3, 1]]],
        self: [[[7, 1]], [], [], []],
      },
      reflection: [[0, ['pride']]],
      response: [0, 2],
    },
  ],
  intendedGoal: 'full',
  probes: [
    { name: 'meal', goal: 'full', outcome: 'meal', context: 'alone', features: { object: [[3, 1]], self: [[7, 1], [3, 0.5]] } },
    { name: 'meal watched', goal: 'full', outcome: 'meal', context: 'watched', features: { object: [[5, 1]], self: [[7, 1], [5, 1]] } },
    { name: 'pill', goal: 'high', outcome: 'pill', context: 'alone', features: { object: [[0, 1]], self: [[7, 0.5], [0, 1]] } },
    { name: 'pill watched', goal: 'high', outcome: 'pill', context: 'watched', features: { object: [[6, 1]], self: [[7, 0.5], [6, 1]] } },
    { name: 'neutral', features: { object: [] } },
  ],
  featureGroups: [{ name: 'places', size: 4 }, { name: 'moods', size: 3 }],
  impulse: { sooner: 'drug', later: 'food' },
  deception: { misdeed: 'left', unwatched: ['town', 1], watched: ['town', 2], misdeedProbe: 'pill', honestProbe: 'meal' },
};

/** A small world with things that fade, an odd number of them: what is seen of them, and how they are counted, differs by state. */
export const fadingWorld = {
  schema: 1, actions: ['walk', 'dig'],
  events: [
    { name: 'one', reward: 1, intended: 1 }, { name: 'two', reward: 2, intended: 2 }, { name: 'one unseen', intended: 1 }, { name: 'two unseen', intended: 2 },
    { name: 'rest', reward: 2.5 }, { name: 'find', reward: 4, intended: -1 },
  ],
  fading: {
    names: ['rose', 'lily', 'fern'], probability: 0.25, start: [0, 2], features: [[4, 1], [5, 0.5], [6, 1]], counted: ['one', 'two'], masked: ['one unseen', 'two unseen'],
  },
  levels: [{
    name: 'garden', splits: { train: 1 }, states: 4, start: [[0.5, 0], [0.5, 3]], maxSteps: 9, renews: [[0, 0], [1, 1], [2, 2]], masked: [3],
    transitions: [0, 1, 2, 3].flatMap((state) => [
      [state, 0, [[1, (state + 1) % 4, state === 2 ? ['rest'] : [], false]]],
      [state, 1, [[0.5, state, [], false], [0.375, (state + 3) % 4, ['find'], false], [0.125, state, ['find'], true]]],
    ]),
    features: { object: [0, 1, 2, 3].map((state) => [[state, 1]]) },
  }],
};
