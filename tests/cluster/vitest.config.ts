import { defineConfig, mergeConfig } from 'vitest/config';
import root from '../../vite.config';

const minute = 60_000;

/** The tests that need a cluster's own programs: `npm run test:cluster`. */
const { test: _, ...build } = root;
export default mergeConfig(build, defineConfig({ test: { name: 'cluster', include: ['tests/cluster/**/*.test.ts'], fileParallelism: false, testTimeout: 10 * minute, hookTimeout: 5 * minute } }));
