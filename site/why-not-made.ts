/** Why a page or data file could not be made, and whether that is a fault of this machine, which ends the step. */
import { FaultCode } from '../machine/fault-code.ts';
import { faultCodeOf } from '../machine/recognise-fault.ts';
import { isOutOfMemory } from '../warehouse/within-memory.ts';

const LONGEST = 160;
/** Also marks that turn the direction of what follows. */
const UNPRINTED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
/** Somebody's folders are nobody's business on a page that is published. */
const FOLDERS = /(?:[A-Za-z]:)?(?:[\\/][^\\/\s"'<>:]+)+[\\/](?=[^\\/\s"'<>])/g;

/** One short line, for a page and for the terminal. `folder` is the one that is being published. */
export function whyNotMade(error: unknown, folder: string): string {
  const said = error instanceof Error ? error.message : String(error);
  const [first = ''] = said.replaceAll(folder, '/published').trim().split('\n');
  const line = first.replaceAll(FOLDERS, '').replaceAll(UNPRINTED, ' ').trim().replace(/\.$/, '');
  if (line === '') return 'no reason is known';
  return line.length > LONGEST ? `${line.slice(0, LONGEST).trimEnd()}…` : line;
}

/** True where the next page would meet the same: a full or read-only disk, no memory, no more open files. */
export function isOfMachine(error: unknown, folder: string): boolean {
  const code = faultCodeOf(error, folder);
  if (code === FaultCode.diskFull || code === FaultCode.notWritable) return true;
  return isOutOfMemory(error) || (error instanceof Error && NO_ROOM.test(error.message));
}

const NO_ROOM = /\b(ENOMEM|EMFILE|ENFILE)\b|Array buffer allocation failed/;
