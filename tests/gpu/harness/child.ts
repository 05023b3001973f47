/** Jobs in child processes that have WebGPU without a page. */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { browserAdvice } from '../../../src/headless/browser';
import { findSwiftShader } from '../../../src/headless/engines/drivers';

/** The loader file of the SwiftShader that comes with a browser of Chromium's family. @throws Error where there is none */
export async function swiftShaderDriver(): Promise<string> {
  const found = await findSwiftShader();
  if (found === null) throw new Error(`There is no SwiftShader, which comes with a browser. ${browserAdvice}`);
  return found;
}

/**
 * Runs one job in a new process, from its standard input to the last line of its standard output.
 * @param driver loader file of a Vulkan driver; null leaves the choice to the system
 */
export async function runInChild(program: string, args: readonly string[], driver: string | null, job: { readonly job: string; readonly cases: unknown }): Promise<unknown> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...(driver === null ? {} : { VK_DRIVER_FILES: driver, VK_ICD_FILENAMES: driver }),
      XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(),
      DENO_DIR: resolve('.cache/deno'),
      DENO_NO_UPDATE_CHECK: '1',
    },
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.end(JSON.stringify(job));
  const code = await new Promise<number | null>((closed, failed) => child.on('error', failed).on('close', closed));
  if (code !== 0) throw new Error(`${program} ended with code ${code}:\n${Buffer.concat(errors).toString()}`);
  const printed = Buffer.concat(output).toString();
  return JSON.parse(printed.slice(printed.lastIndexOf('\n') + 1)) as unknown;
}
