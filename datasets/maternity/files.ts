/**
 * The files of a year, and what a file is by its name and the text of its link (dossier maternity, section
 * 3).
 */
import type { FinancialYear } from '../../nhs/financial-year.ts';
import { yearsNamed, yearsPrinted } from '../../nhs/named-years.ts';
import type { ExpectedFile } from '../contract/dataset.ts';
import type { Exclusion } from '../links/file-links.ts';
import type { Collection } from './layouts.ts';

export const COLLECTIONS: readonly Collection[] = ['HES', 'MSDS'];

const LABELS: Readonly<Record<Collection, string>> = {
  HES: 'deliveries by provider, Hospital Episode Statistics',
  MSDS: 'deliveries by provider, Maternity Services Data Set',
};

/** `2019-20 MSDS`. */
export function slotOf(fy: FinancialYear, collection: Collection): string {
  return `${fy} ${collection}`;
}

export function collectionOfSlot(slot: string): Collection {
  return slot.endsWith('MSDS') ? 'MSDS' : 'HES';
}

export function expectedFiles(fy: FinancialYear): readonly ExpectedFile[] {
  return COLLECTIONS.map((collection) => ({
    slot: slotOf(fy, collection),
    period: fy,
    label: `${LABELS[collection]}, ${fy}`,
  }));
}

export interface FileKind {
  readonly collections: readonly Collection[];
  /**
   * Greater goes first where several files fill a slot: a collection's own file before the one that compares
   * two.
   */
  readonly preference: number;
}

/**
 * HES and MSDS side by side; its name says data quality, its figures are those of both. Only 2017-18 is
 * known.
 */
const COMPARISON: FileKind = { collections: ['HES', 'MSDS'], preference: 0 };
const HES: FileKind = { collections: ['HES'], preference: 1 };
const MSDS: FileKind = { collections: ['MSDS'], preference: 1 };

const NOT_READ: readonly Exclusion[] = [
  [/breast[\s_-]*fe?ed/i, 'breastfeeding, without deliveries'],
  [/meta[\s_-]*data|hesmeta|msdsmeta/i, 'metadata, without figures'],
  [
    /summary[\s_-]*tables?|time[\s_-]*series|mat-tab(?![a-z])/i,
    'national and regional tables, without trusts',
  ],
  [/data[\s_-]*quality|(?<![a-z])dq(?![a-z])/i, 'data quality measures, without deliveries'],
  [/exp-data|monthly/i, 'Maternity Services Monthly Statistics, another publication'],
  [/pre-?release/i, 'pre-release access list'],
];

/** The kind of a file, or why it is not read. The file's name goes before the text of its link. */
export function kindOf(text: string, fileName: string): FileKind | string {
  return (
    ofName(fileName) ??
    notRead(text) ??
    ofText(text, fileName) ??
    'neither the provider-level analysis (HES) nor the MSDS data'
  );
}

function ofName(name: string): FileKind | string | undefined {
  if (/dq[\s_-]*ana?ly?/i.test(name)) return COMPARISON;
  const not = notRead(name);
  if (not !== undefined) return not;
  if (/msds[\s_-]*csv?(?![a-z])/i.test(name)) return MSDS;
  return /(?<![a-z])(?:hes)?pla(?![a-z])/i.test(name) ? HES : undefined;
}

function notRead(words: string): string | undefined {
  return NOT_READ.find(([pattern]) => pattern.test(words))?.[1];
}

function ofText(text: string, fileName: string): FileKind | undefined {
  const msds = /msds|maternity services data ?set/i.test(`${text} ${fileName}`);
  if (msds && /(?<![a-z])hes(?![a-z])/i.test(text) && /comparison/i.test(text)) return COMPARISON;
  if (msds) return /\.(?:csv|zip)$/i.test(fileName) ? MSDS : undefined;
  return /provider[\s_-]*level/i.test(`${text} ${fileName}`) ? HES : undefined;
}

/** Financial years of a file or sheet name: `2019-20`, and run together `pla-2425_v2` and `TB2021`. */
export function yearsInName(name: string): readonly FinancialYear[] {
  const written = yearsNamed(name);
  return written.length > 0 ? written : yearsPrinted(name);
}
