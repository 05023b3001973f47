import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A text file of the project; the path is relative to the project's root, with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** All files under a folder whose path matches. */
export function filesUnder(folder: string, pattern: RegExp): TextFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** The text without comments, line for line; strings stay. */
export const withoutComments = (text: string): string =>
  text.replace(/("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, (whole, literal: string | undefined) => literal ?? whole.replace(/[^\n]/g, ''));
