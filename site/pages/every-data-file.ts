/** Files that the pages' scripts read, and that readers may take: one line each. */
import { panelFiles } from '../panel/panel-files.ts';
import type { SiteFile, Source } from '../site-file.ts';
import { breaksFile } from '../data/breaks-file.ts';
import { changesTable } from '../data/changes-table.ts';
import { cellsFile } from '../data/cells-file.ts';
import { likeForLikeFile } from '../data/lfl-file.ts';
import { compareFile } from '../data/compare-file.ts';
import { measureTables } from '../data/measure-tables.ts';
import { peersFile } from '../data/peers-file.ts';
import { whyFiles } from '../data/why-files.ts';
import { searchFile } from '../data/search-file.ts';

const MAKERS: readonly ((source: Source) => AsyncIterable<SiteFile> | Iterable<SiteFile>)[] = [
  searchFile,
  cellsFile,
  peersFile,
  likeForLikeFile,
  breaksFile,
  whyFiles,
  measureTables,
  panelFiles,
  changesTable,
  compareFile,
];

export async function* everyDataFile(source: Source): AsyncGenerator<SiteFile> {
  for (const make of MAKERS) yield* make(source);
}
