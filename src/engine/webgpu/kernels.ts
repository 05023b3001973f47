/** Specialises the kernels for one program: the constants and the choices of files that `link` needs. */
import { purpose } from '../../numerics/threefry';
import { specialise, structureConstants, thoughtConstants, type ProgramShape } from '../specialise';
import { hyperparameterLayout, wordLayout } from '../words';
import { link, type LinkOptions } from './linker';
import { shaders } from './shaders';

/**
 * The largest W3 that is kept in registers, in vectors: 64 hidden units and four actions. Beyond, compilers take minutes
 * over the expanded text, and no device has so many registers; such kernels run as they are written, with the same bits.
 */
const mostRegisterVectors = 64;

/** Agents of a tile: one workgroup. */
export const lanes = 64;

export const kernelNames = ['initialise', 'begin', 'live', 'summarise', 'quantiles', 'probe', 'fingerprint'] as const;
export type KernelName = (typeof kernelNames)[number];

/** Whether the kernels of a program are expanded. */
export const expanded = (program: ProgramShape, wanted = true): boolean =>
  wanted && program.structure.hidden * specialise(program).network.actionBlocks <= mostRegisterVectors;

/** The text of a kernel for a program. `thoughts` are the rows' features, or the probes'. */
export function kernelText(kernel: KernelName, program: ProgramShape, stochastic: boolean, expand = true): string {
  const { structure } = program;
  const { network, sums } = specialise(program);
  const constants = {
    ...Object.fromEntries(Object.entries(purpose).map(([name, value]) => [name.toUpperCase(), value])),
    ...wordLayout, ...hyperparameterLayout, ...sums, ...structureConstants(program, stochastic), ...thoughtConstants(program, kernel === 'probe' ? 'probes' : 'features'),
    ACTION_LANES: 4 * network.actionBlocks, W3_VECTORS: structure.hidden * network.actionBlocks, LANES: lanes,
  };
  return link(kernel, shaders, { constants, choices: choicesOf(structure.hidden > 0, network.actionBlocks > 0, structure.traces), expand: expanded(program, expand) });
}

function choicesOf(hidden: boolean, actor: boolean, traces: boolean): LinkOptions['choices'] {
  const learn = hidden
    ? traces ? ['learn-hidden-traces', 'traces'] : ['learn-hidden']
    : [traces ? 'learn-linear-traces' : 'learn-linear', actor ? 'learn-linear-actor' : 'learn-linear-none', ...(traces ? ['traces'] : [])];
  return {
    network: hidden ? ['network-hidden', 'registers-hidden'] : ['network-linear'],
    learn,
    override: [hidden ? 'override-hidden' : 'override-linear'],
    act: actor ? ['policy', 'act-policy'] : ['act-none'],
  };
}
