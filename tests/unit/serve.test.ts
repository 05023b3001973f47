import { resolve, sep } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resolveInFolder, serveFolder, type FolderServer } from '../../src/headless/serve';

describe('the file that a request means', () => {
  const root = resolve('shaders');

  it.each([
    ['/', 'index.html'],
    ['/a/b.js', 'a/b.js'],
    ['/a%20b.js', 'a b.js'],
    ['/a/../b.js', 'b.js'],
  ])('%s is inside', (path, file) => expect(resolveInFolder(root, path)).toBe(resolve(root, file)));

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/a/../../package.json', '/%00', '/%', '/..', `/..${sep}shaders-other/a`])(
    '%s is refused',
    (path) => expect(resolveInFolder(root, path)).toBeNull(),
  );
});

describe('the server', () => {
  let server: FolderServer;
  beforeAll(async () => void (server = await serveFolder('tests/unit')));
  afterAll(() => server.close());

  it('answers with a file, its type, and nothing for a folder or a missing file', async () => {
    const found = await fetch(`${server.url}serve.test.ts?query`);
    expect(found.status).toBe(200);
    expect(await found.text()).toContain('the file that a request means');
    expect((await fetch(`${server.url}missing.js`)).status).toBe(404);
    expect((await fetch(server.url)).status).toBe(404);
  });
});
