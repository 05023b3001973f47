/** Starts the benchmark. */
import { runBuilt } from './build.js';

await runBuilt('bench', 'tests/bench/main.ts');
