import type { WebGPUAbsence } from '../lab/messages';

/** Why WebGPU is not used: what happened, and that the CPU engine runs on with the same bits. */
export const absenceSentences: Readonly<Record<WebGPUAbsence, string>> = {
  'insecure-context': 'WebGPU is only offered on secure pages (https or localhost), so the CPU engine runs on, slower and with the same bits.',
  'no-api': 'This browser has no WebGPU, so the CPU engine runs on, slower and with the same bits.',
  'no-adapter': 'This browser has WebGPU but found no graphics device for it, so the CPU engine runs on, slower and with the same bits.',
  'software-adapter': 'WebGPU would compute on the processor here, slower than the CPU engine, so the CPU engine runs on with the same bits.',
  'device-lost': 'The graphics device was lost, so the CPU engine runs on, slower and with the same bits.',
};
