/** Who is measured: our chain and the usual readers, each as a process of its own. */
import { fileURLToPath } from 'node:url';

export interface Workload {
  readonly workbook: string;
  readonly sheet: string;
  readonly slot: string;
  /** A folder this run may write in. */
  readonly directory: string;
}

export interface Contender {
  readonly name: string;
  /** What it has done when it ends. */
  readonly does: string;
  /** Runs of which the median is taken; the slow ones get one. */
  readonly times: number;
  readonly command: (work: Workload) => readonly string[];
}

const ours = fileURLToPath(new URL('./ours.ts', import.meta.url));
const peers = fileURLToPath(new URL('./peers/read.py', import.meta.url));

function ourChain(load: boolean): Contender['command'] {
  return ({ workbook, slot, directory }) => [
    process.execPath,
    '--import',
    'tsx',
    ours,
    workbook,
    slot,
    directory,
    ...(load ? ['load'] : []),
  ];
}

function python(library: string): Contender['command'] {
  return ({ workbook, sheet }) => ['python3', peers, library, workbook, sheet];
}

export const CONTENDERS: readonly Contender[] = [
  { name: 'ours', does: 'reads, checks, writes Parquet', times: 3, command: ourChain(false) },
  {
    name: 'ours, loaded',
    does: 'reads, checks, writes Parquet, loads DuckDB',
    times: 3,
    command: ourChain(true),
  },
  { name: 'polars + calamine', does: 'reads', times: 3, command: python('polars_calamine') },
  { name: 'python-calamine', does: 'reads', times: 3, command: python('calamine') },
  { name: 'pandas + calamine', does: 'reads', times: 3, command: python('pandas_calamine') },
  { name: 'openpyxl read-only', does: 'reads', times: 1, command: python('openpyxl_read_only') },
  { name: 'pandas.read_excel', does: 'reads (openpyxl)', times: 1, command: python('pandas_openpyxl') },
];

/** Everything is compared with this one: it does the whole work. */
export const YARDSTICK = 'ours, loaded';
