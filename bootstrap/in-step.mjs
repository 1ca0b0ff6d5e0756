/** Is what is installed what package-lock.json says? */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Compares the lock file with the one npm leaves inside node_modules when an installation is complete.
 * @param {string} root the project's folder
 * @param {{ dev: boolean }} need whether the packages for development are needed too
 * @returns {boolean} true if every package this machine needs is there, in its version
 */
export function inStep(root, need) {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  const locked = packagesOf(join(root, 'package-lock.json'));
  if (!installed || !locked) return false;
  return Object.entries(locked).every(([path, entry]) => {
    if (path === '' || !isNeeded(entry, need)) return true;
    const there = installed[path];
    return (
      there !== undefined &&
      there.version === entry.version &&
      there.integrity === entry.integrity &&
      existsSync(join(root, path, 'package.json'))
    );
  });
}

/** How many packages an installation on this machine has. */
export function packagesNeeded(root) {
  const locked = Object.entries(packagesOf(join(root, 'package-lock.json')) ?? {});
  return locked.filter(([path, entry]) => path !== '' && isNeeded(entry, { dev: true })).length;
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Of the optional packages only those that carry a program for this very kind of machine. */
function isNeeded(entry, need) {
  if (entry.dev && !need.dev) return false;
  if (!entry.optional && !entry.devOptional) return true;
  if (!entry.os || !entry.cpu) return false;
  return (
    entry.os.includes(process.platform) &&
    entry.cpu.includes(process.arch) &&
    (!entry.libc || entry.libc.includes(libc()))
  );
}

let knownLibc;

/** The C library decides between two builds of the same package on Linux. */
function libc() {
  knownLibc ??= process.report?.getReport().header.glibcVersionRuntime ? 'glibc' : 'musl';
  return knownLibc;
}
