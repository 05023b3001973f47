/** Starts the reliability commands, built as the benchmark is. */
import { runBuilt } from '../bench/build.js';

await runBuilt('reliability', 'tests/reliability/main.ts');
