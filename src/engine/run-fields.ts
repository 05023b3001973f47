/** The numbers that the host says with every dispatch: the fields of `Run` in shaders/bindings/run.wgsl, in its order. */

const fields = [
  'agents', 'firstAgent', 'seed', 'firstTile', 'firstStep', 'steps', 'learn', 'greedy', 'episodeLimit', 'segments', 'record',
  'halfIntended', 'halfReward', 'criterion', 'contested', 'transitions', 'outcomes', 'featureIndex', 'featureValue', 'payoffs',
  'levels', 'regions', 'regionCount', 'probes', 'firstSlot', 'slots', 'overrides', 'modelLearn', 'statistics',
  'eventFeatureIndex', 'eventFeatureValue', 'misfires', 'closed', 'disabling', 'reflections', 'vetoes', 'deceptions', 'responses', 'fadingMasked', 'fadingEvents',
] as const;
export type RunField = (typeof fields)[number];
const floats: ReadonlySet<RunField> = new Set<RunField>(['halfIntended', 'halfReward', 'criterion']);

/** Bytes of the struct, a multiple of 16. */
export const runBytes = Math.ceil(fields.length / 4) * 16;

/** The struct's bytes; omitted fields are 0. */
export function runStruct(values: Partial<Record<RunField, number>>): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(runBytes));
  fields.forEach((field, i) => {
    if (floats.has(field)) view.setFloat32(i * 4, values[field] ?? 0, true);
    else view.setUint32(i * 4, values[field] ?? 0, true);
  });
  return view.buffer as ArrayBuffer;
}
