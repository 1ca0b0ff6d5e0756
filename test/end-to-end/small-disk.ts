/** A disk of a few megabytes, in memory: only the superuser of a Linux machine may mount one. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeSync, openSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SmallDisk {
  readonly path: string;
  /** Takes all the room there is, until `giveBack`. */
  readonly fill: () => void;
  readonly giveBack: () => void;
  readonly resize: (megabytes: number) => void;
  readonly makeReadOnly: () => void;
  readonly remove: () => void;
}

const mounted = new Set<string>();
process.once('exit', () => {
  for (const path of mounted) spawnSync('umount', ['-l', path]);
});

/** Undefined, after one line that nobody overlooks, where this process may not mount. */
export function smallDisk(megabytes: number): SmallDisk | undefined {
  const path = mkdtempSync(join(tmpdir(), 'small-disk-'));
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path]);
  if (mount.status !== 0) {
    rmdirSync(path);
    console.error(
      '    NOT TESTED: full and read-only disks. This process may not mount any; run the tests as root on Linux.',
    );
    return undefined;
  }
  mounted.add(path);
  const filler = join(path, 'filler');
  const remount = (option: string): void =>
    void execFileSync('mount', ['-o', `remount,${option}`, path], { stdio: 'inherit' });
  return {
    path,
    fill: () => {
      const file = openSync(filler, 'a');
      try {
        while (statfsSync(path).bfree > 0) writeSync(file, Buffer.alloc(4096));
      } finally {
        closeSync(file);
      }
    },
    giveBack: () => rmSync(filler),
    resize: (to) => remount(`size=${to}m`),
    makeReadOnly: () => remount('ro'),
    remove: () => {
      execFileSync('umount', ['-l', path]);
      mounted.delete(path);
      rmdirSync(path);
    },
  };
}
