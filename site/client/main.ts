/**
 * The script of all pages. It only adds: choosing, sorting, copying, searching, and the panel of a cell. Data files call
 * `TY.put(name, value)`; a part that needs one asks for it with `data(name)`, which loads `data/<name>.js` once.
 */
import { startCompare } from './compare.tsx';
import { startCsv } from './csv.ts';
import { install } from './data.ts';
import { startMeasure } from './measure.tsx';
import { startPanel } from './panel.tsx';
import { startSearch } from './search.ts';
import { startSort } from './sort.ts';
import { startTrust } from './trust.tsx';

install();
startTrust();
startPanel();
startSearch();
startCompare();
startMeasure();
startSort();
startCsv();
