/**
 * The script of all pages. It only adds: searching, sorting, copying, and the panel of a cell. Data files call
 * `TY.put(name, value)`; a part that needs one asks for it with `data(name)`, which loads `data/<name>.js` once. Kinds of pages with
 * choices have a script of their own, which takes from here what both use (bundle-scripts.ts).
 */
import * as preact from 'preact';
import * as jsxRuntime from 'preact/jsx-runtime';
import * as csv from './csv.ts';
import { data, install } from './data.ts';
import * as matchNames from './match-names.ts';
import * as ownCells from './own-cells.ts';
import { startPanel } from './panel.tsx';
import { startSearch } from './search.ts';
import { startSkip } from './skip.ts';
import * as sort from './sort.ts';

install({
  ...{ preact, 'preact/jsx-runtime': jsxRuntime, data: { data } },
  ...{ csv, 'match-names': matchNames, 'own-cells': ownCells, sort },
});
// The page of a trust names its cells before the panel looks for them.
ownCells.makeOwnButtons();
ownCells.makeTableButtons();
startSkip();
startSearch();
startPanel();
sort.startSort();
csv.startCsv();
