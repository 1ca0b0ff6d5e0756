/** A command whose process and Temporal server are killed at a chosen moment, as by a power cut. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestActivities, WarehouseActivities } from '../../activities/interface.ts';
import { type Started, startCommand } from './command-line.ts';

/** The moment of an activity at which everything is killed, in the first call that comes to that moment. */
export interface KillAt {
  readonly activity: keyof (IngestActivities & WarehouseActivities);
  /**
   * `before` any of its work; `after` all of it, before Temporal has the answer; `commit`: before a transaction of it is
   * committed; `rename`: before a file or folder of it comes to its place.
   */
  readonly moment: 'before' | 'after' | 'commit' | 'rename';
  /** Which of these moments, from 1; the first where not given. */
  readonly count?: number;
  /** Of renames only those to a path that this pattern matches. */
  readonly to?: string;
}

const PRELOAD = new URL('./kill-at.mjs', import.meta.url).href;

/** Starts a command in a data folder; it ends by SIGKILL once it comes to that moment. */
export function startToKill(
  args: readonly string[],
  dataDir: string,
  at: KillAt,
  env: Readonly<Record<string, string>>,
): Started {
  return startCommand([...args, '--data-dir', dataDir], {
    ...env,
    NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --import=${PRELOAD}`.trim(),
    KILL_AT: JSON.stringify(at),
    KILL_NOTE: notePath(dataDir),
  });
}

/** The kills of a data folder that have happened, in their order. */
export function killsOf(dataDir: string): readonly KillAt[] {
  const lines = readFileSync(notePath(dataDir), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as KillAt);
}

function notePath(dataDir: string): string {
  return join(dataDir, 'kills.txt');
}
