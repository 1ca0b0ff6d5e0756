/** Commands as a person has to type them for the data folder that is meant. */
import { isAbsolute, relative, resolve } from 'node:path';

/** Where everything is kept when nobody says otherwise. */
export const DEFAULT_DATA_DIR = 'data';

/** Gives the command to type: `retry beds 2022-23` → `npm start -- retry beds 2022-23 --data-dir other`. */
export type Hint = (command: string) => string;

/** @param dataDir the folder that the command is about; named in the command where it is not the default one */
export function hintFor(dataDir: string): Hint {
  const folder = resolve(dataDir);
  if (folder === resolve(DEFAULT_DATA_DIR)) return (command) => `npm start -- ${command}`;
  const near = relative('', folder);
  const shown = near === '' || near.startsWith('..') || isAbsolute(near) ? folder : near;
  return (command) => `npm start -- ${command} --data-dir ${inShell(shown)}`;
}

/** A folder's name may hold blanks, or whatever a shell would read as its own. */
function inShell(path: string): string {
  return /^[\w./:\\+@-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;
}
