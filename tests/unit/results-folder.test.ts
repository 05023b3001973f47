import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFolder } from '../../src/headless/write-results';
import { InputError } from '../../src/world/input-error';

describe('the folder of results', () => {
  it('has a name', async () => {
    await expect(checkFolder('')).rejects.toThrow(InputError);
  });

  it('is not created by the check', async () => {
    const parent = mkdtempSync(join(tmpdir(), 'valence-lab-'));
    await checkFolder(join(parent, 'a', 'b'));
    expect(readdirSync(parent)).toEqual([]);
  });
});
