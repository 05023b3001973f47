import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('has no type errors', { timeout: 120_000 }, () => {
  const { stdout } = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit', '--pretty', 'false'], { encoding: 'utf8' });
  expect(stdout.trim()).toBe('');
});
