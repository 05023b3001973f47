/** Specialises the kernels for one program: the constants and the choices of files that `link` needs. */
import { purpose } from '../../numerics/threefry';
import { specialise, structureConstants, thoughtConstants, type ProgramShape } from '../specialise';
import { learnsImmediate } from '../thoughts';
import { hyperparameterLayout, wordLayout } from '../words';
import { link, type LinkOptions } from './linker';
import { shaders } from './shaders';

/**
 * The largest W3 that is kept in registers, in vectors: 64 hidden units and four actions. Beyond, compilers take minutes
 * over the expanded text, and no device has so many registers; such kernels run as they are written, with the same bits.
 */
const mostRegisterVectors = 64;
/** The most features of a thought whose loops are written out, for the same reason. */
const mostRegisterTerms = 16;

/** The most accesses to first weights that a kernel writes out to judge thoughts: beyond, compilers of software devices take seconds. */
const mostAccesses = 48;

/** Agents of a tile: one workgroup. */
export const lanes = 64;

/** Tiles whose values an invocation adds up for a statistic before it shares its sum with others. */
export const tallyTiles = 16;

/** `perform` is `live` without what learns: software devices make their way through all text, needed or not. */
export const kernelNames = ['initialise', 'begin', 'live', 'perform', 'tally', 'summarise', 'quantiles', 'probe', 'fingerprint'] as const;
export type KernelName = (typeof kernelNames)[number];

/** Whether the kernels of a program are expanded. */
export function expanded(program: ProgramShape, wanted = true): boolean {
  const { network, thoughts } = specialise(program);
  const terms = Math.max(thoughts.rows.perRow + (thoughts.eventSets?.perRow ?? 0), thoughts.probes.perRow);
  return wanted && program.structure.hidden * network.actionBlocks <= mostRegisterVectors && terms <= mostRegisterTerms;
}

/** Whether loops over first weights are too long to be written out: many features, or many places in a kernel that judge a thought. */
export function turns(kernel: KernelName, program: ProgramShape): boolean {
  const { structure, tables } = program;
  const { frames, plan, replay, hidden } = structure;
  const felt = learnsImmediate(structure) ? 1 : 0;
  const places = kernel === 'probe' ? 1 : 2 + felt + (frames ? 1 : 0) + (plan ? 1 + felt : 0) + (replay ? 2 + felt : 0) + (tables.world.deception ? 1 : 0);
  const { ACTIVE } = thoughtConstants(program, kernel === 'probe' ? 'probes' : 'rows');
  return (hidden / 4) * places * Number(ACTIVE) > mostAccesses;
}

/** The file of a kernel for a program, which is also the name of its entry point. */
export const entryPoint = (kernel: KernelName, { structure }: ProgramShape): string =>
  kernel === 'live' || kernel === 'perform' ? (structure.search ? 'search' : 'live') : kernel;

/** How kernels read the tables of world and phase. */
export type TableBinding = 'uniform' | 'read-only-storage';

/** The most vectors of four words that a uniform binding holds on every device. */
export const tableVectors = 4096;

/** What a kernel's text depends on beside its program. */
export interface KernelOptions {
  /** whether a transition may have several outcomes */
  readonly stochastic: boolean;
  /** whether any agent plans more than one step */
  readonly deep: boolean;
  readonly tables: TableBinding;
  /** whether marked loops are written out; default true */
  readonly expand?: boolean | undefined;
}

/** The text of a kernel for a program. */
export function kernelText(kernel: KernelName, program: ProgramShape, { stochastic, deep, tables, expand = true }: KernelOptions): string {
  const { structure } = program;
  const { network, sums } = specialise(program);
  const constants = {
    ...Object.fromEntries(Object.entries(purpose).map(([name, value]) => [name.toUpperCase(), value])),
    ...wordLayout, ...hyperparameterLayout, ...sums, ...structureConstants(program, stochastic), ...thoughtConstants(program, kernel === 'probe' ? 'probes' : 'rows'),
    LEARN: kernel !== 'perform', DEEP: deep, TURNS: turns(kernel, program), ACTION_LANES: 4 * network.actionBlocks, W3_VECTORS: structure.hidden * network.actionBlocks, LANES: lanes, TALLY_TILES: tallyTiles, TABLE_VECTORS: tableVectors,
  };
  return link(entryPoint(kernel, program), shaders, { constants, choices: { ...choicesOf(program, network.actionBlocks > 0), tables: [tables === 'uniform' ? 'tables-uniform' : 'tables'] }, expand: expanded(program, expand) });
}

/** The files that an imported name stands for; none where nothing refers to them. */
function choicesOf({ structure, tables }: ProgramShape, actor: boolean): LinkOptions['choices'] {
  const { hidden, traces, actorTraces, plan } = structure;
  const kind = hidden > 0 ? 'hidden' : 'linear';
  const learn = hidden > 0
    ? traces ? ['learn-hidden-traces', 'traces'] : ['learn-hidden']
    : [traces ? 'learn-linear-traces' : 'learn-linear', actor ? (actorTraces ? 'learn-linear-actor-traces' : 'learn-linear-actor') : 'learn-linear-none', ...(traces ? ['traces'] : [])];
  const when = (used: boolean, ...files: readonly string[]): readonly string[] => (used ? files : []);
  return {
    network: hidden > 0 ? ['network-hidden', 'registers-hidden'] : ['network-linear'],
    learn,
    override: [`override-${kind}`],
    fading: when(tables.fading !== null, 'fading'),
    frame: when(structure.frames, 'frame'),
    immediate: when(learnsImmediate(structure), `immediate-${kind}`),
    teach: when(structure.think || structure.replay, `teach-${kind}`),
    model: when(plan?.model === 'learned', 'model'),
    noise: when(structure.noise, 'noise'),
    replay: when(structure.replay, 'replay'),
    decay: when(structure.decay, `decay-${kind}`),
    oracle: when(structure.oracle !== null, 'oracle'),
    plan: when(plan !== null, 'plan'),
    order: when(actor, 'order'),
    act: actor ? ['policy', 'act-policy'] : ['act-none'],
  };
}
