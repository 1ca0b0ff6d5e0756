/** The four ODS files, and where their columns are. They have no heading line: everything goes by position. */
import { Seen, type Layout } from '../contract/layout.ts';

export type OdsContent = 'organisations' | 'successions';

export interface OdsFile {
  /** Slot, period and file stem at once. */
  readonly stem: string;
  readonly label: string;
  readonly content: OdsContent;
}

/** Dossier `ods`, section 1. `ect` is a file of its own: care trusts (T..) are in no edition of etr. */
export const ODS_FILES: readonly OdsFile[] = [
  { stem: 'etr', label: 'NHS trusts (etr)', content: 'organisations' },
  { stem: 'ect', label: 'care trusts (ect)', content: 'organisations' },
  { stem: 'succ', label: 'successor organisations of the last year (succ)', content: 'successions' },
  { stem: 'succarc', label: 'successor organisations, archive (succarc)', content: 'successions' },
];

export interface OdsLayout extends Layout {
  readonly content: OdsContent;
  /** Every row has exactly this many. */
  readonly columns: number;
}

/** Copies with 24 columns lack the last three, which are always empty (dossier `ods`, section 2). No file has a year. */
export const LAYOUTS: readonly OdsLayout[] = [
  {
    layout: 'organisations, 27 columns',
    file: 'etr and ect',
    years: [],
    seen: Seen.genuine,
    realFiles: ['etr-content-2016-17.csv', 'etr-2025-07.csv', 'etr-2025-12-incl-closed.csv'],
    content: 'organisations',
    columns: 27,
  },
  {
    layout: 'organisations, 24 columns',
    file: 'etr and ect, older copies',
    years: [],
    seen: Seen.genuine,
    realFiles: ['etr-content-2020-spring.csv'],
    content: 'organisations',
    columns: 24,
  },
  {
    layout: 'successions, 5 columns',
    file: 'succ and succarc',
    years: [],
    seen: Seen.described,
    content: 'successions',
    columns: 5,
  },
];

/** Positions counted from 0, the same in both organisation layouts. */
export const ORGANISATION = {
  code: 0,
  name: 1,
  nationalGrouping: 2,
  geography: 3,
  open: 10,
  close: 11,
} as const;

export const SUCCESSION = { from: 0, to: 1, reason: 2, date: 3, indicator: 4 } as const;
