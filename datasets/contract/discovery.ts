/** How the files of a publication are found: pages in, candidates and rejected links out. */
import type { FinancialYear } from '../../nhs/financial-year.ts';

/** A web page that discovery has read. `html` is decoded text and is hostile. */
export interface Page {
  readonly url: string;
  /** After redirects; links are resolved against this. */
  readonly finalUrl: string;
  readonly html: string;
}

/** A link that may be the file of a slot. */
export interface Candidate {
  readonly slot: string;
  readonly period: string;
  readonly url: string;
  /** The anchor's text, white space collapsed. */
  readonly text: string;
  readonly pageUrl: string;
  /** ISO date of a revision named in the text or file name, where there is one. */
  readonly revised?: string;
}

/** A link that was looked at and not taken. */
export interface RejectedLink {
  readonly url: string;
  readonly text: string;
  readonly reason: string;
}

/** A slot that a page of the publisher's own shows to have no file, and why that is sure: a stated gap. */
export interface StatedAbsence {
  readonly slot: string;
  readonly reason: string;
}

/** What one page gave. `follow` are further pages to read before the answer is complete. */
export interface PageReading {
  readonly follow: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly rejected: readonly RejectedLink[];
  /** Counts only where no page has a candidate for the slot. */
  readonly absent?: readonly StatedAbsence[];
}

/** How the files of a dataset-year are found on the publisher's pages. */
export interface Discovery {
  /** Pages to begin with; empty where the addresses are fixed. */
  readonly startPages: (fy: FinancialYear) => readonly string[];
  /** Read only when the start pages gave no candidate: where the publisher's visitors look next. */
  readonly furtherPages?: (fy: FinancialYear) => readonly string[];
  /** Pages that have optional files only: that one is not there is no failure. */
  readonly optionalPages?: (fy: FinancialYear) => readonly string[];
  /** Addresses that need no page (ODS; the accounts of the first two years). */
  readonly fixed?: (fy: FinancialYear) => readonly Candidate[];
  readonly readPage: (page: Page, fy: FinancialYear) => PageReading;
  /** All candidates of one slot, any order, URLs unique; best first comes out. */
  readonly rank: (candidates: readonly Candidate[]) => readonly Candidate[];
}
