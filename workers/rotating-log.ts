/**
 * A log of bounded size, written line by line with nothing kept to be written at the end. Several processes of one data
 * folder write the same file: whoever finds it full moves it aside, and the others follow.
 */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of one file. */
const MOST_BYTES = 10 << 20;
/** `worker.log.1` is the one before, `worker.log.3` the oldest. */
const KEPT = 3;
/** Lines between two looks at the size. */
const LOOK_EVERY = 50;

export interface RotatingLog {
  readonly write: (line: string) => void;
}

/** Opens it for appending. A line that the disk does not take is lost: the log must not be what breaks a run. */
export function rotatingLog(path: string, most = MOST_BYTES, lookEvery = LOOK_EVERY): RotatingLog {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a');
  let lines = 0;
  const look = (): void => {
    const [ours, there] = [fstatSync(file), statSync(path, { throwIfNoEntry: false })];
    const moved = there?.ino !== ours.ino;
    if (!moved && ours.size < most) return;
    if (!moved) moveAside(path);
    const fresh = openSync(path, 'a');
    closeSync(file);
    file = fresh;
  };
  return {
    write: (line) => {
      try {
        if (lines++ % lookEvery === 0) look();
        writeSync(file, line);
      } catch {
        // Whatever else needs the disk says so.
      }
    },
  };
}

function moveAside(path: string): void {
  for (let number = KEPT - 1; number >= 0; number -= 1) {
    try {
      renameSync(number === 0 ? path : `${path}.${number}`, `${path}.${number + 1}`);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
