/** Starts the tests and the benchmark of a machine with a GPU. */
import { runBuilt } from '../bench/build.js';

await runBuilt('gpu', 'tests/gpu/gpu.ts');
