/** Notices that the embedded server cannot go on: its clients would ask it again for ever. Keeps its log small, too. */
import { open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { FaultCode } from '../machine/fault-code.ts';
import { diskFullFault, historyDamaged, MachineFault } from '../machine/machine-fault.ts';
import { processIsAlive } from './process-identity.ts';
import { rotateLog } from './rotate-log.ts';
import type { ServerFolder } from './server-folder.ts';

const EVERY_MS = 500;
/** Of the log, at one look. */
const MOST_BYTES = 1 << 20;
/** SQLite's words and numbers. */
const DISK_FULL = /database or disk is full \(13\)/;
const DAMAGED = /database disk image is malformed \(11\)|file is not a database \(26\)/;

/**
 * Reports once: the server's process has gone, its disk is full, or its history is damaged.
 * @param from where in the log to begin: what a server that was running already has logged is past
 * @returns how to stop looking
 */
export async function watchServer(
  files: ServerFolder,
  pid: number,
  from: 'beginning' | 'end',
  report: (fault: Error) => void,
): Promise<() => void> {
  const dataDir = dirname(files.folder);
  let at = from === 'end' ? ((await stat(files.log).catch(() => undefined))?.size ?? 0) : 0;
  let looking = false;
  const look = async (): Promise<void> => {
    const size = (await stat(files.log).catch(() => undefined))?.size ?? 0;
    // Emptied by another process that watches the same server.
    if (size < at) at = 0;
    const text = await textFrom(files.log, at);
    // The last line may be half there; it is read again with its end.
    at += Buffer.byteLength(text.slice(0, text.lastIndexOf('\n') + 1));
    if (DISK_FULL.test(text)) return tell(await diskFullFault(dataDir));
    const [damage] = DAMAGED.exec(text) ?? [];
    if (damage !== undefined) {
      return tell(new MachineFault(FaultCode.historyDamaged, historyDamaged(files.history, damage)));
    }
    if (await rotateLog(files.log)) at = 0;
    if (!processIsAlive(pid)) tell(new MachineFault(FaultCode.serverEnded, ended(files)));
  };
  const tell = (fault: MachineFault): void => {
    stop();
    report(fault);
  };
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void look().finally(() => (looking = false));
  }, EVERY_MS);
  timer.unref();
  const stop = (): void => clearInterval(timer);
  return stop;
}

function ended(files: ServerFolder): string {
  return `The Temporal server of ${dirname(files.folder)} has ended while it was needed; its log is ${files.log}. Run the same command again: it goes on where this one stopped. What was published before is untouched.`;
}

async function textFrom(path: string, at: number): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return '';
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_BYTES), 0, MOST_BYTES, at);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
