/**
 * A second implementation of the agent without hidden units, for worlds whose features are not generalised: written from
 * the specification, one agent, one step, in plain TypeScript. Engines must agree with it bit for bit.
 */
import { perAgentNames, type HyperparameterName } from '../../../src/agent/hyperparameters';
import { wordLayout } from '../../../src/engine/words';
import { drawHyperparameters } from '../../../src/experiment/distributions';
import type { Experiment } from '../../../src/experiment/types';
import { exp } from '../../../src/numerics/elementary';
import { bitsOf, settle, threshold } from '../../../src/numerics/float32';
import { purpose, threefry, uniform24, uniformChoice } from '../../../src/numerics/threefry';
import { rowOf } from '../../../src/world/starts';
import type { StartTable, WorldTables } from '../../../src/world/types';
import { vetoMasks } from '../../../src/world/veto';
import { add, canonicalSum, diverges, exponential, mul, reciprocal, sub } from './arithmetic';
import { floorRatio, followTraces, probabilities, ranked, sample, softmax, type Policy } from './policy';
import { Surroundings, type Arrival, type Place, type Thought } from './surroundings';

interface Transition {
  readonly thought: Thought;
  readonly next: Thought;
  readonly arrival: Arrival;
  readonly paid: number;
}

/** What a phase decides. */
export interface Circumstances {
  readonly learn: boolean;
  readonly greedy: boolean;
  readonly modelLearn: boolean;
  readonly starts: StartTable;
}

const ringSize = 256;

export class LinearAgent {
  private readonly around: Surroundings;
  private readonly own: Record<HyperparameterName, number>;
  private readonly judgesArrivals: boolean;
  private readonly masks: Uint32Array | null;
  private readonly w: Float32Array;
  /** [feature][action] */
  private readonly preferences: Float32Array[];
  private readonly rho: Float32Array;
  private readonly m: Float32Array;
  private readonly trace: Float32Array;
  /** [feature][action] */
  private readonly actorTrace: Float32Array[];
  private readonly model = new Map<number, Arrival>();
  private readonly ring: Transition[] = [];
  private stored = 0;
  private thought: Thought = { row: 0, self: false };
  private episodeSteps = 0;
  private episodes = 0;
  private steps = 0;
  private divergedAt = 0;
  private disabled = false;

  constructor(private readonly tables: WorldTables, private readonly experiment: Experiment, private readonly identity: number) {
    const { agent } = experiment;
    const drawn = drawHyperparameters(experiment, identity, 1);
    this.around = new Surroundings(tables);
    this.own = Object.fromEntries(perAgentNames.map((name, i) => [name, drawn[i]!])) as Record<HyperparameterName, number>;
    this.judgesArrivals = agent.model !== 'none' && agent.planValue === 'critic';
    const ofEvents = this.judgesArrivals ? tables.eventFeatures.flatMap(({ object, self }) => [...object, ...self]).map(([index]) => index + 1) : [];
    const count = Math.max(tables.features.count, ...ofEvents);
    let logical = 0;
    const draw = (n: number): Float32Array => Float32Array.from({ length: n }, () => {
      const u = uniform24(threefry([experiment.seed, identity], [logical++, purpose.initialise << 16])[0]);
      return settle(mul(this.own.initScale, sub(mul(2, u), 1)));
    });
    this.w = draw(count);
    this.preferences = Array.from({ length: count }, () => draw(tables.actions));
    this.rho = draw(this.judgesArrivals ? count : 0);
    this.m = new Float32Array(tables.selfFeatures ? count : 0);
    this.trace = new Float32Array(count);
    this.actorTrace = Array.from({ length: count }, () => new Float32Array(tables.actions));
    this.masks = agent.oracle === 'none' ? null : vetoMasks(tables, agent.oracle as 'good' | 'harm', this.own.foresight, agent.oracleMargin);
  }

  begin(): void {
    this.episodeSteps = this.episodes = this.steps = 0;
  }

  step(t: number, phase: Circumstances): void {
    if (this.divergedAt > 0) return;
    const { around, own } = this;
    if (this.episodeSteps === 0) {
      const { segments } = phase.starts;
      const row = rowOf(segments[this.episodes % segments.length]!, this.random(t, purpose.start)[0]);
      this.clearTraces();
      this.disabled = false;
      this.thought = this.comeUp(row, this.random(t, purpose.frame)[0], phase.greedy);
    }
    const { thought } = this;
    const v = this.value(thought);
    const policy = this.policy(thought);
    if ([v, ...policy.preference].some(diverges)) return void (this.divergedAt = t + 1);
    const { action, guess } = this.act(t, settle(v), policy, phase.greedy);
    const arrival = around.happen(thought.row, action, this.random(t, purpose.outcome)[0]);
    const paid = around.paid(arrival.set, this.random(t, purpose.misfire), own.fn, own.fp);
    const next = this.comeUp(arrival.row, this.random(t, purpose.frame)[1], phase.greedy);
    if (phase.modelLearn) this.model.set(this.pair(thought.row, action), arrival);
    const closed = this.experiment.agent.gate === 'events' && around.has(arrival.set, 'closesGate');
    if (phase.learn && closed) this.clearTraces();
    if (phase.learn && !closed && !this.learn(t, { thought, next, arrival, paid }, settle(v), action, policy, guess)) return void (this.divergedAt = t + 1);
    if (around.has(arrival.set, 'disablesOracle')) this.disabled = true;
    this.thought = next;
    this.steps++;
    this.episodeSteps++;
    if (arrival.terminated || this.episodeSteps >= this.tables.maxSteps[this.tables.levelOf[arrival.row]!]!) {
      this.episodes++;
      this.episodeSteps = 0;
    }
  }

  private clearTraces(): void {
    for (const traces of [this.trace, ...this.actorTrace]) traces.fill(0);
  }

  private random(t: number, why: number, index = 0): [number, number] {
    return threefry([this.experiment.seed, this.identity], [t, (why << 16) | index]);
  }

  private pair(row: number, action: number): number { return row * this.tables.actions + action; }

  private value(thought: Thought): number { return dot(this.w, this.around.features(thought)); }

  private urge(row: number): number { return settle(dot(this.m, this.around.features({ row, self: false }))); }

  private habit(row: number): number {
    const u = this.urge(row);
    const e = exponential(sub(0, Math.abs(u)));
    const most = reciprocal(add(1, e));
    return u >= 0 ? most : mul(e, most);
  }

  private comeUp(row: number, word: number, greedy: boolean): Thought {
    if (!this.around.hasSelf(row)) return { row, self: false };
    return { row, self: greedy ? this.urge(row) > 0 : uniform24(word) < this.habit(row) };
  }

  private policy(thought: Thought): Policy {
    const features = this.around.features(thought);
    const actions = Array.from({ length: this.tables.actions }, (_, a) => a);
    return softmax(actions.map((a) => canonicalSum(features.map(([i, x]) => mul(this.preferences[i]![a]!, x)))), this.own.temperature);
  }

  /** Σ γ^(k−1) ρ(o_k) + γⁿ v(row_n), less v(row_0); no value of what terminated. */
  private guess(t: number, candidate: number, first: number, depth: number, v: number): number {
    const { model, planValue } = this.experiment.agent;
    let here = this.thought;
    let sum = 0;
    let power = 1;
    let terminated = false;
    for (let k = 0; k < depth && !terminated; k++) {
      const [outcome, choice] = this.random(t, purpose.imagine, candidate * 64 + k);
      const action = k === 0 ? first : uniformChoice(choice, this.tables.actions);
      const unseen: Arrival = { row: here.row, set: 0, terminated: false };
      const arrival = model === 'learned' ? this.model.get(this.pair(here.row, action)) ?? unseen : this.around.happen(here.row, action, outcome);
      terminated = arrival.terminated;
      here = this.around.inFrame(arrival.row, this.thought.self);
      const felt = this.judgesArrivals ? dot(this.rho, this.around.arrivalFeatures(here, arrival.set)) : planValue === 'critic+reward' ? this.around.reward(arrival.set) : 0;
      const sofar = add(sum, mul(power, settle(felt)));
      if (diverges(felt) || diverges(sofar)) return -Infinity;
      sum = settle(sofar);
      power = settle(mul(power, this.own.gamma));
    }
    if (!terminated) {
      const worth = this.value(here);
      const whole = add(sum, mul(power, settle(worth)));
      if (diverges(worth) || diverges(whole)) return -Infinity;
      sum = settle(whole);
    }
    return diverges(sub(sum, v)) ? -Infinity : settle(sub(sum, v));
  }

  private act(t: number, v: number, policy: Policy, greedy: boolean): { readonly action: number; readonly guess: number } {
    const { own, thought, tables } = this;
    const { model, rule } = this.experiment.agent;
    const order = ranked(policy);
    const vetoed = this.masks && !this.disabled ? this.masks[own.foresight * tables.rows + thought.row]! : 0;
    const allowed = policy.e.map((_, a) => a).filter((a) => ((vetoed >>> a) & 1) === 0);
    const uniformlyAllowed = (word: number): number => allowed[uniformChoice(word, allowed.length)] ?? tables.world.actions.indexOf(tables.world.nullAction!);
    const depth = model === 'none' ? 0 : thought.self && own.reflectionDepth >= 0 ? own.reflectionDepth : own.depth;
    const candidates = thought.self && own.reflectionCandidates > 0 ? own.reflectionCandidates : own.candidates;
    let kept: { readonly action: number; readonly guess: number } | null = null;
    for (let c = 0; c < candidates; c++) {
      const first = greedy ? order[c % order.length]! : sample(policy, this.random(t, purpose.action, c)[0]);
      if (!allowed.includes(first)) continue;
      const guess = depth > 0 ? this.guess(t, c, first, depth, v) : 0;
      if (!kept || guess > kept.guess) kept = { action: first, guess };
      if (depth === 0 || (!greedy && rule === 'satisfice' && guess > 0)) break;
    }
    const veto = this.random(t, purpose.veto);
    let action = kept?.action ?? uniformlyAllowed(veto[0]);
    if (!greedy && this.random(t, purpose.action)[1] < threshold(own.floor)) {
      action = uniformChoice(this.random(t, purpose.explore)[0], tables.actions);
      if (!allowed.includes(action)) action = uniformlyAllowed(veto[1]);
    }
    return { action, guess: kept && kept.guess > -Infinity ? kept.guess : 0 };
  }

  /** @returns false if a number has left the range */
  private learn(t: number, transition: Transition, v: number, action: number, policy: Policy, guess: number): boolean {
    const { around, own } = this;
    const { thought, next, arrival, paid } = transition;
    const features = around.features(thought);
    const declared = arrival.terminated ? null : around.declared(arrival.set);
    const guessed = arrival.terminated ? 0 : this.value(next);
    const target = add(add(paid, around.thoughtPay(thought, own.reflectionCost)), mul(own.gamma, declared ?? settle(guessed)));
    if (diverges(guessed) || diverges(sub(target, v))) return false;
    const delta = settle(sub(target, v));

    // All of it under the weights from before the step.
    const correction = declared === null ? 0 : settle(mul(own.alpha, settle(sub(declared, settle(guessed)))));
    const felt = this.feltOf(transition);
    if (diverges(dot(this.rho, felt))) return false;
    const immediateStep = this.immediateStep(felt, paid);
    const reflectable = around.hasSelf(thought.row);
    const metaStep = reflectable ? this.metaStep(thought, target, v) : 0;
    const pi = probabilities(policy);
    const ratio = floorRatio(pi, action, own.floor);
    const actorStep = settle(mul(settle(own.beta / own.temperature), delta));
    const tracesActor = this.experiment.agent.lambdaActor !== 0;
    const gradient = pi.map((share, a) => settle(mul(tracesActor ? ratio : settle(mul(actorStep, ratio)), sub(a === action ? 1 : 0, share))));

    const criticStep = settle(mul(own.alpha, delta));
    const decay = settle(own.gamma * own.lambda);
    for (let i = 0; i < this.w.length; i++) {
      const x = features.find(([index]) => index === i)?.[1] ?? 0;
      this.trace[i] = settle(add(mul(decay, this.trace[i]!), x));
      this.w[i] = settle(add(this.w[i]!, mul(criticStep, this.trace[i]!)));
    }
    if (tracesActor) followTraces(this.preferences, this.actorTrace, features, gradient, settle(own.gamma * own.lambdaActor), actorStep);
    else for (const [i, x] of features) gradient.forEach((g, a) => (this.preferences[i]![a] = settle(add(this.preferences[i]![a]!, mul(g, x)))));
    move(this.w, around.features(next), correction);
    move(this.rho, felt, immediateStep);
    move(this.w, features, settle(mul(settle(own.alpha * own.thinkRate), guess)));
    if (reflectable) move(this.m, around.features({ row: thought.row, self: false }), metaStep);

    this.ring[this.stored++ % ringSize] = transition;
    for (let n = 0; n < own.replay; n++) {
      if (!this.relive(this.ring[uniformChoice(this.random(t, purpose.replayed, n)[0], this.ring.length)]!)) return false;
    }
    if (own.halfLife > 0 && t % 16 === 15) this.fade(settle(exp((-Math.LN2 * 16) / own.halfLife)));
    return true;
  }

  private feltOf({ thought, arrival }: Transition): Place[] {
    return this.judgesArrivals ? this.around.arrivalFeatures(this.around.inFrame(arrival.row, thought.self), arrival.set) : [];
  }

  private immediateStep(felt: readonly Place[], paid: number): number {
    return settle(mul(this.own.alpha, settle(sub(paid, settle(dot(this.rho, felt))))));
  }

  /** The baseline averages over frames. */
  private metaStep({ row, self }: Thought, target: number, v: number): number {
    const p = this.habit(row);
    const other = settle(this.value({ row, self: !self }));
    const baseline = add(mul(p, self ? v : other), mul(sub(1, p), self ? other : v));
    return settle(mul(settle(mul(this.own.betaMeta, settle(sub(target, baseline)))), sub(self ? 1 : 0, p)));
  }

  /** One TD(0) update from a stored transition; false if a number has left the range. */
  private relive(transition: Transition): boolean {
    const { around, own } = this;
    const { thought, next, arrival, paid } = transition;
    const reward = settle(add(paid, around.thoughtPay(thought, own.reflectionCost)));
    const guessed = arrival.terminated ? 0 : this.value(next);
    const judged = this.value(thought);
    const felt = this.feltOf(transition);
    const error = sub(add(reward, mul(own.gamma, arrival.terminated ? 0 : around.declared(arrival.set) ?? settle(guessed))), settle(judged));
    if ([guessed, judged, dot(this.rho, felt), error].some(diverges)) return false;
    const immediateStep = this.immediateStep(felt, paid);
    move(this.w, around.features(thought), settle(mul(own.alpha, settle(error))));
    move(this.rho, felt, immediateStep);
    return true;
  }

  private fade(factor: number): void {
    for (const weights of [this.w, this.rho, ...this.preferences]) weights.forEach((x, i) => (weights[i] = settle(mul(x, factor))));
  }

  /** Logical words as the fingerprint covers them. */
  words(): Uint32Array {
    const { agent } = this.experiment;
    const { rows, actions } = this.tables;
    const place = ({ row, self }: Thought): number => row + (self ? rows : 0);
    const end = ({ terminated }: Arrival): number => (terminated ? 0x80000000 : 0);
    const counters = new Uint32Array(wordLayout.COUNTERS);
    counters.set([place(this.thought), this.episodeSteps, this.divergedAt, this.episodes, this.steps]);
    const weights = [this.w, ...this.preferences, this.rho, this.m, ...(agent.lambda === 0 && agent.lambdaActor === 0 ? [] : [this.trace]), ...(agent.lambdaActor === 0 ? [] : this.actorTrace)];
    const stored = Array.from({ length: ringSize }, (_, i) => this.ring[i]);
    const ring = stored.flatMap((one) => (one ? [place(one.thought), (place(one.next) | end(one.arrival)) >>> 0, one.arrival.set, bitsOf(one.paid)] : [0, 0, 0, 0]));
    const model = Array.from({ length: rows * actions }, (_, i) => this.model.get(i)).map((seen) => (seen ? (seen.row | ((seen.set + 1) << 20) | end(seen)) >>> 0 : 0));
    return Uint32Array.from([
      ...counters, ...weights.flatMap((own) => [...own].map(bitsOf)),
      ...(this.masks ? [this.disabled ? 1 : 0] : []), ...(agent.replay === 0 ? [] : [this.stored, ...ring]), ...(agent.model === 'learned' ? model : []),
    ]);
  }
}

const dot = (weights: Float32Array, features: readonly Place[]): number => canonicalSum(features.map((feature) => (feature ? mul(weights[feature[0]]!, feature[1]) : 0)));

function move(weights: Float32Array, features: readonly Place[], step: number): void {
  for (const feature of features) if (feature) weights[feature[0]] = settle(add(weights[feature[0]]!, mul(step, feature[1])));
}
