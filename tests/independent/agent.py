"""One small experiment, recomputed in numpy's binary32 from the written order of operations.

Written from shaders/README.md and from the equations of the algorithms that it names, not from the program: neither the
kernels nor the CPU engine can share a mistake with it unseen. It knows agents that react (no plans, frames or replay):
hidden units or none, traces, an exploration floor, overrides, forgetting, divergence.

Reads a list of programs as JSON from standard input: the world's tables, the phases, every agent's hyperparameters. Writes,
for each, what every agent is at the end of each phase, word by word, and the four sums of the fingerprint.
"""
import json
import sys

import numpy as np

F = np.float32
ONE, TWO, ZERO = F(1), F(2), F(0)
SMALLEST, LIMIT = F(2.0**-40), F(2.0**40)
MASK = 0xFFFFFFFF
INITIALISE, START, ACTION, EXPLORE, OUTCOME = 1, 2, 3, 4, 5
SUMS = (0x9E3779B9, 0x3C6EF372, 0xDAA66D2B, 0x78DDE6E4)


def settle(x):
    """x if 2^-40 <= |x| < 2^40, else +0."""
    x = np.asarray(x, F)
    size = np.abs(x)
    return np.where((size >= SMALLEST) & (size < LIMIT), x, ZERO).astype(F)[()]


def diverges(x):
    return not bool(np.all(np.abs(x) < LIMIT))


def canon(terms):
    """The sum over the first axis, padded to a power of two with +0, by halving strides."""
    p = np.array(terms, F)
    n = 1
    while n < len(p):
        n *= 2
    p = np.concatenate([p, np.zeros((n - len(p), *p.shape[1:]), F)])
    while n > 1:
        n //= 2
        p = p[:n] + p[n:]
    return p[0]


def canon_units(terms):
    """The sum over hidden units, the first axis: strides H/8 ... 1, then H/2, then H/4."""
    p = np.array(terms, F)
    quarter = len(p) // 4
    p = p.reshape(4, quarter, *p.shape[1:])
    return canon(canon(np.moveaxis(p, 1, 0)))


def exponential(x):
    """e^x for x <= 0, from -20 on: Cody and Waite's two-part ln 2, and the polynomial of Cephes' expf."""
    x = np.where(x < F(-20), F(-20), x).astype(F)
    n = (x * F(1.44269504088896341) + F(12582912)) - F(12582912)
    r = (x - n * F(0.693359375)) - n * F(-2.12194440e-4)
    q = np.full_like(x, F(1.9875691500e-4))
    for c in (1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1):
        q = q * r + F(c)
    return ((q * (r * r) + r) + ONE) * np.exp2(n).astype(F)


def reciprocal(x):
    """1 / x: a guess on the bits, then three steps of Newton's method."""
    y = np.uint32(0x7EF311C7 - int(F(x).view(np.uint32))).view(F)
    for _ in range(3):
        y = y * (TWO - x * y)
    return y


def threefry(key, counter):
    """Threefry2x32 with 20 rounds (Salmon et al. 2011)."""
    schedule = (key[0], key[1], key[0] ^ key[1] ^ 0x1BD11BDA)
    x, y = (counter[0] + key[0]) & MASK, (counter[1] + key[1]) & MASK
    for r in range(20):
        x = (x + y) & MASK
        turn = (13, 15, 26, 6, 17, 29, 16, 24)[r % 8]
        y = ((y << turn | y >> (32 - turn)) & MASK) ^ x
        if r % 4 == 3:
            i = r // 4 + 1
            x = (x + schedule[i % 3]) & MASK
            y = (y + schedule[(i + 1) % 3] + i) & MASK
    return x, y


def uniform(word):
    return F((word >> 8) * 2.0**-24)


def avalanche(x):
    """lowbias32 (Wellons 2018)."""
    x ^= x >> 16
    x = x * 0x7FEB352D & MASK
    x ^= x >> 15
    x = x * 0x846CA68B & MASK
    return x ^ x >> 16


class Agent:
    def __init__(self, program, index):
        self.program, self.index = program, index
        own = program["agents"][index]
        d, h, a = program["features"], program["hidden"], program["actions"]
        gamma, tau, floor = own["gamma"], own["temperature"], own["floor"]
        self.gamma, self.alpha, self.eta_step = settle(gamma), settle(own["alpha"]), settle(own["beta"] / tau)
        self.gamma_lambda, self.gamma_lambda_actor = settle(gamma * own["lambda"]), settle(gamma * own["lambdaActor"])
        self.coolness, self.keep, self.share = settle(1 / tau), settle(1 - floor), settle(floor / a)
        self.threshold = min(MASK, int(floor * 2**32))
        self.decay = settle(2.0 ** (-16 / own["halfLife"])) if own["halfLife"] > 0 else ONE
        actor = a if a > 1 else 0
        scale, self.drawn = settle(own["initScale"]), 0

        def draw(*shape):
            words = [threefry((program["seed"], index), (self.drawn + i, INITIALISE << 16))[0] for i in range(int(np.prod(shape)))]
            self.drawn += len(words)
            return settle(scale * (TWO * np.array([uniform(word) for word in words], F) - ONE)).reshape(shape)

        def zeros(*shape):
            self.drawn += int(np.prod(shape))
            return np.zeros(shape, F)

        # In logical order.
        if h > 0:
            self.weights = {"W1": draw(d, h), "b1": zeros(h), "w2": draw(h), "b2": zeros(1)}
            if actor:
                self.weights.update(W3=draw(actor, h), b3=zeros(actor))
            traced = ("W1", "b1", "w2", "b2")
        else:
            self.weights = {"w": draw(d)}
            if actor:
                self.weights["W3"] = draw(d, actor)
            traced = ("w",)
        self.traces = {name: np.zeros_like(self.weights[name]) for name in traced} if program["traces"] else {}
        self.actor_traces = np.zeros((d, actor), F) if program["actorTraces"] else None
        self.row = self.episode_steps = self.episodes = self.steps = self.diverged = 0

    def random(self, purpose, t):
        return threefry((self.program["seed"], self.index), (t, purpose << 16))

    def judge(self, row):
        """v before it is settled, and the activations of the hidden units."""
        f, x = self.program["rows"][row]["features"]
        x, weights = np.array(x, F), self.weights
        if "w" in weights:
            return canon(weights["w"][f] * x), None
        z = canon(weights["W1"][f] * x[:, None]) + weights["b1"]
        h = np.where(z >= SMALLEST, z, ZERO).astype(F)
        return canon_units(weights["w2"] * h) + weights["b2"][0], h

    def preferences(self, row, h):
        if "W3" not in self.weights:
            return np.zeros(1, F)
        if h is not None:
            return self.weights["b3"] + canon_units((self.weights["W3"] * h).T)
        f, x = self.program["rows"][row]["features"]
        return canon(self.weights["W3"][f] * np.array(x, F)[:, None])

    def step(self, t, phase):
        if self.diverged or (phase["episodes"] and self.episodes >= phase["episodes"]):
            return
        program = self.program
        if self.episode_steps == 0:
            segments = phase["starts"]
            threshold, rows = segments[self.episodes % len(segments)]
            self.row = rows[chosen(threshold, self.random(START, t)[0])]
            for e in (*self.traces.values(), *([] if self.actor_traces is None else [self.actor_traces])):
                e[...] = ZERO
        row = self.row
        v, h = self.judge(row)
        preference = self.preferences(row, h)
        if diverges(v) or diverges(preference):
            self.diverged = t + 1
            return
        v = settle(v)
        e = exponential(settle((preference - np.max(preference)) * self.coolness))
        total = canon(e)
        actions = len(e)
        word, second = self.random(ACTION, t)
        if phase["greedy"]:
            action = int(np.argmax(preference))
        else:
            reached, prefix, action = uniform(word) * total, ZERO, 0
            for a in range(actions - 1):
                prefix = prefix + e[a]
                action += int(reached >= prefix)
            if second < self.threshold:
                action = (self.random(EXPLORE, t)[0] >> 16) * actions >> 16
        outcomes = program["rows"][row]["actions"][action]
        outcome = outcomes[chosen([o["threshold"] for o in outcomes], self.random(OUTCOME, t)[0]) if len(outcomes) > 1 else 0]
        if phase["learn"] and not self.learn(t, v, h, e, total, action, outcome):
            self.diverged = t + 1
            return
        self.row = outcome["next"]
        self.steps += 1
        self.episode_steps += 1
        if outcome["terminated"] or self.episode_steps >= program["rows"][self.row]["maxSteps"]:
            self.episodes += 1
            self.episode_steps = 0

    def learn(self, t, v, h, e, total, action, outcome):
        weights, row = self.weights, self.row
        f, x = program_features(self.program, row)
        after, h_after = self.judge(outcome["next"])
        if not outcome["terminated"] and diverges(after):
            return False
        a_t = ZERO if outcome["terminated"] else settle(after)
        omicron = None
        if outcome["valence"] is not None and not outcome["terminated"]:
            s_t = settle(outcome["valence"])
            omicron = settle(self.alpha * settle(s_t - a_t))
            a_t = s_t
        delta = (settle(outcome["reward"]) + self.gamma * a_t) - v
        if diverges(delta):
            return False
        delta = settle(delta)
        kappa, eta = settle(self.alpha * delta), settle(self.eta_step * delta)
        share = e * reciprocal(total)
        ratio = ONE
        if self.program["floor"]:
            pi = share[action]
            b = self.keep * pi + self.share
            ratio = ONE if pi >= b else pi * reciprocal(b)
            eta = settle(eta * ratio)
        chosen_action = np.zeros(len(e), F)
        chosen_action[action] = ONE
        actor = "W3" in weights
        g = settle(eta * (chosen_action - share))
        before = {name: weight.copy() for name, weight in weights.items()}

        def increase(name, at, by):
            weights[name][at] = settle(weights[name][at] + by)

        if h is not None:
            active = h > 0
            pull = canon(g[:, None] * before["W3"]) if actor and self.program["trunkActor"] else None
            if not self.traces:
                both = kappa * before["w2"] if pull is None else kappa * before["w2"] + pull
                epsilon = np.where(active, settle(both), ZERO).astype(F)
                critic = None
            else:
                critic = np.where(active, before["w2"], ZERO).astype(F)
                epsilon = None if pull is None else np.where(active, settle(pull), ZERO).astype(F)
            if actor:
                increase("W3", slice(None), g[:, None] * h)
                increase("b3", slice(None), g)
            if critic is not None:
                dense = np.zeros_like(weights["W1"])
                for m, i in enumerate(f):
                    dense[i] = critic * x[m]
                for name, gradient in (("W1", dense), ("b1", critic), ("w2", h), ("b2", ONE)):
                    trace = self.traces[name]
                    trace[...] = settle(self.gamma_lambda * trace + gradient)
                    increase(name, slice(None), kappa * trace)
            else:
                increase("w2", slice(None), kappa * h)
                increase("b2", slice(None), kappa)
            if epsilon is not None:
                increase("b1", slice(None), epsilon)
                for m, i in enumerate(f):
                    increase("W1", i, epsilon * x[m])
        else:
            if self.traces:
                dense = np.zeros_like(weights["w"])
                dense[f] = x
                trace = self.traces["w"]
                trace[...] = settle(self.gamma_lambda * trace + dense)
                increase("w", slice(None), kappa * trace)
            else:
                increase("w", f, kappa * x)
            if actor and self.actor_traces is not None:
                theta = settle(ratio * (chosen_action - share))
                dense = np.zeros_like(self.actor_traces)
                dense[f] = theta * x[:, None]
                self.actor_traces[...] = settle(self.gamma_lambda_actor * self.actor_traces + dense)
                increase("W3", slice(None), settle(self.eta_step * delta) * self.actor_traces)
            elif actor:
                increase("W3", f, g * x[:, None])
        if omicron is not None:
            f_after, x_after = program_features(self.program, outcome["next"])
            if h is not None:
                omega = np.where(h_after > 0, settle(omicron * before["w2"]), ZERO).astype(F)
                increase("w2", slice(None), omicron * h_after)
                increase("b1", slice(None), omega)
                for m, i in enumerate(f_after):
                    increase("W1", i, omega * x_after[m])
                increase("b2", slice(None), omicron)
            else:
                increase("w", f_after, omicron * x_after)
        if self.program["forgets"] and t % 16 == 15:
            for weight in weights.values():
                weight[...] = settle(weight * self.decay)
        return True

    def words(self):
        counters = [self.row, self.episode_steps, self.diverged, self.episodes, self.steps]
        floats = [*self.weights.values(), *self.traces.values(), *([] if self.actor_traces is None else [self.actor_traces])]
        return counters + [int(word) for array in floats for word in np.ravel(array).view(np.uint32)]


def program_features(program, row):
    f, x = program["rows"][row]["features"]
    return f, np.array(x, F)


def chosen(thresholds, word):
    """The first whose cumulative threshold the word is below; the last takes the rest."""
    return next((i for i, threshold in enumerate(thresholds[:-1]) if word < threshold), len(thresholds) - 1)


def fingerprint_sums(agents):
    sums = [0, 0, 0, 0]
    for agent, words in enumerate(agents):
        for k, c in enumerate(SUMS):
            identity = avalanche(agent + c & MASK)
            sums[k] = (sums[k] + sum(avalanche(avalanche(identity + i & MASK) ^ word) for i, word in enumerate(words))) & MASK
    return sums


def run(program):
    agents = [Agent(program, index) for index in range(len(program["agents"]))]
    t, phases = 0, []
    for phase in program["phases"]:
        for agent in agents:
            agent.episodes = agent.steps = agent.episode_steps = 0
        for t in range(phase["firstStep"], phase["firstStep"] + phase["steps"]):
            for agent in agents:
                agent.step(t, phase)
        words = [agent.words() for agent in agents]
        phases.append({"agents": words, "stateSum": fingerprint_sums(words)})
    return phases


with np.errstate(all="ignore"):
    json.dump([run(program) for program in json.load(sys.stdin)], sys.stdout)
