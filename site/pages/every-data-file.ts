/** Files that the pages' scripts read, and that readers may take: one line each. */
import { panelFiles, pathsOf } from '../panel/panel-files.ts';
import type { DataFileMaker, Source } from '../site-file.ts';
import { breaksFile } from '../data/breaks-file.ts';
import { changesTable } from '../data/changes-table.ts';
import { cellsFile } from '../data/cells-file.ts';
import { likeForLikeFile } from '../data/lfl-file.ts';
import { compareFile } from '../data/compare-file.ts';
import { measureTables } from '../data/measure-tables.ts';
import { peersFile } from '../data/peers-file.ts';
import { whyFileNames, whyFiles } from '../data/why-files.ts';
import { searchFile } from '../data/search-file.ts';

const data =
  (...names: readonly string[]): (() => readonly string[]) =>
  () =>
    names.map((name) => `data/${name}.js`);
const tables = ({ model }: Source): readonly string[] =>
  model.figures.map(({ name }) => `measure/${name}.csv`);
const reasons = ({ model }: Source): readonly string[] =>
  whyFileNames(model).map((name) => `data/${name}.js`);
const explanations = ({ model }: Source): readonly string[] => [
  'data/panel.js',
  ...[...model.trusts.keys()].flatMap(pathsOf),
];

export const DATA_FILE_MAKERS: readonly DataFileMaker[] = [
  { paths: data('search'), make: searchFile },
  { paths: data('cells'), make: cellsFile },
  { paths: data('peers', 'nearest', 'summary'), make: peersFile },
  { paths: data('lfl'), make: likeForLikeFile },
  { paths: data('breaks'), make: breaksFile },
  { paths: reasons, make: whyFiles },
  { paths: tables, make: measureTables },
  { paths: explanations, make: panelFiles },
  { paths: () => ['changes.csv'], make: changesTable },
  { paths: data('compare'), make: compareFile },
];
