/** The command line as a child process, as a person runs it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../', import.meta.url));
const main = join(project, 'cli', 'main.ts');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when the output so far matches. */
  readonly printed: (pattern: RegExp) => Promise<void>;
}

/** Starts `npm start -- <args>` without the bootstrap. */
export function startCommand(args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
  return start(['--import', 'tsx', main, ...args], env);
}

/** Starts `npm start -- <args>` as npm does: in the folder of the project, by a path from there. */
export function startAsNpmDoes(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  return start(['bootstrap/start.mjs', ...args], env);
}

function start(args: readonly string[], env: Readonly<Record<string, string>>): Started {
  const child = spawn(process.execPath, args, {
    cwd: project,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting: { pattern: RegExp; resolve: () => void }[] = [];
  const look = (): void => {
    for (const wait of waiting) if (wait.pattern.test(stdout + stderr)) wait.resolve();
  };
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
    look();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
    look();
  });
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code) => resolve({ code, stdout, stderr })),
  );
  const printed = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting.push({ pattern, resolve });
      look();
      void ended.then((end) => {
        reject(new Error(`The command ended before it printed ${pattern}:\n${end.stdout}\n${end.stderr}`));
      });
    });
  return { child, ended, printed };
}

/** Runs a command to its end. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return await startCommand(args, env).ended;
}

/** Variables for a command whose machine has another clock. */
export function otherClock(aheadMs: number): Record<string, string> {
  const preload = new URL('./other-clock.mjs', import.meta.url).href;
  return {
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${preload}`.trim(),
    CLOCK_AHEAD_MS: String(aheadMs),
  };
}
