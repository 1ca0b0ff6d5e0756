/** Real published files, read in place through NHS_FILES_DIR; absent on a bare clone. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { skipped } from './lane.ts';

const root = process.env['NHS_FILES_DIR'];

/** Where the real files are, or undefined on a bare clone. */
export const nhsFilesDir: string | undefined = root && existsSync(root) ? root : undefined;

/** Path of one real file, or undefined where NHS_FILES_DIR is unset. */
export function nhsFile(dataset: string, name: string): string | undefined {
  return nhsFilesDir && join(nhsFilesDir, dataset, name);
}

/** Names of the real files of a dataset, with the folders that some lie in; none on a bare clone, or where nobody has one. */
export function nhsFileNames(dataset: string): readonly string[] {
  const folder = nhsFilesDir && join(nhsFilesDir, dataset);
  if (folder === undefined || !existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return names.map((name) => name.replaceAll('\\', '/')).sort();
}

/** A test on real files: registered where they are, said to be skipped where they are not. */
export function itWithNhsFiles(title: string, body: (this: Mocha.Context) => void | Promise<void>): void {
  if (nhsFilesDir) it(title, body);
  else skipped('tests on real NHS files', 'set NHS_FILES_DIR to run them');
}
