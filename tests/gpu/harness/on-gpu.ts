/** Whether tests and benchmark are to compute on a GPU instead of the processor: `npm run gpu` says so. */
export const onGPU = process.env['VALENCE_LAB_ON_GPU'] === '1';
