/** Starts a process of its own for a device: whatever its driver does, the command line lives on. */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { HostProgram } from './device-host';

/** The build of the command line puts it beside its own modules. */
export const hostScript = fileURLToPath(new URL('./host-process.js', import.meta.url));

/** Of what a process says on standard error, so much of the end is kept for a message. */
const keptCharacters = 2000;

/** @param env variables beside those of this process */
export async function startProcess(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<HostProgram> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'ignore', 'pipe'],
    // An interrupt from the terminal is this process's to answer: the other one has a checkpoint to give first.
    detached: true,
    windowsHide: true,
    env: { ...process.env, XDG_RUNTIME_DIR: process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), ...env },
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said = `${said}${text.toString()}`.slice(-keptCharacters)));
  child.stdin.on('error', () => {});
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`could not be started: ${error.message}`));
    child.on('close', (code, signal) => resolve(`ended unexpectedly (${signal ?? `code ${code}`})${said === '' ? '' : `: ${said.trim()}`}`));
  });
  return {
    ended,
    async end() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
