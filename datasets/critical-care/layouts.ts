/**
 * The words of the headings, as data. Plain form: lower case, `&` as `and`. No genuine file of the adult critical care
 * tables was to be had (dossier critical-care, sections 2 and 3): these are the words the publisher's pages and public
 * readers of such files use. A new word is a new entry here.
 */

/** A heading that names organisations, and those of other codes that are not organisations. */
export const CODE_HEADING = /(?:^|\s)code$/;
export const OTHER_CODES =
  /region|commission|ccg|icb|stp|integrated care|diagnos|procedure|operation|special|treatment|function|icd|opcs|authority|area|post|source|discharge|destination|support|age|ethnic|cause/;

/** Adult critical care records, which the publication also calls periods: exactly this, for there are parts beside it. */
export const PERIODS_HEADINGS: readonly string[] = ['critical care periods', 'critical care records'];

/** Kept as observations where they stand beside it. */
export const FURTHER_HEADINGS: readonly (readonly [heading: string, measure: string])[] = [
  ['critical care bed days', 'critical_care_bed_days'],
  ['unplanned critical care periods', 'unplanned_critical_care_periods'],
  ['unplanned critical care records', 'unplanned_critical_care_periods'],
];

/** Words above the heading that say it is a part of all periods, or all of them. */
export const PART_GROUP = /unplanned|planned|emergency|elective|male|transfer/;
export const WHOLE_GROUP = /^(?:all|total)\b/;

/** Region and ICB rows among the providers: known furniture. */
export const LEVEL_CODE = /^(?:Y\d\d|Q[0-9A-Z]{2}|E\d{8})$/i;
export const LEVEL_NAME =
  /^(?:london|midlands|east of england|north east and yorkshire|north west|south east|south west|north of england|midlands and east(?: of england)?|south of england|.*\b(?:commissioning region|integrated care board|icb))$/;
export const ENGLAND = /^(?:england|national|total|totals|england total|total england|all providers)$/;

/** What stands for England in a column of codes. */
export const ENGLAND_CODE = /^(?:all|eng|e92000001)$/i;
/** A heading of codes that speaks of providers; a table headed just "Code" may be one of regions. */
export const CODE_OF_PROVIDERS = /provider|trust|hospital/;

/** How the files of the two bed collections name the two figures (dossier critical-care, section 6). */
export interface BedsLayout {
  readonly layout: string;
  readonly collection: 'msitrep' | 'uec-sitrep';
  readonly open: string;
  readonly occupied: string;
  /** The words of the row above, where both headings are the same (workbooks of MSitRep). */
  readonly groups?: { readonly open: RegExp; readonly occupied: RegExp };
}

export const BEDS_LAYOUTS: readonly BedsLayout[] = [
  {
    layout: 'msitrep-extract',
    collection: 'msitrep',
    open: 'number of adult critical care beds open',
    occupied: 'number of adult critical care beds occupied',
  },
  {
    layout: 'msitrep-workbook',
    collection: 'msitrep',
    open: 'number of adult critical care beds',
    occupied: 'number of adult critical care beds',
    groups: { open: /^open\b/, occupied: /^occupied\b/ },
  },
  {
    layout: 'uec-sitrep',
    collection: 'uec-sitrep',
    open: 'adult critical care beds available',
    occupied: 'adult critical care beds occupied',
  },
];

export const NAME_HEADINGS: readonly string[] = [
  'name',
  'org name',
  'organisation name',
  'trust name',
  'provider name',
  'provider description',
  'hospital provider description',
  'description',
  'provider',
  'organisation',
  'trust',
];

/** As printed, in capitals; four characters and more with a digit, so that no word is taken for a code; no number by itself. */
export const PROVIDER_CODE = /^\s*(?=[0-9]*[A-Z])(?:[0-9A-Z]{3}|(?=[A-Z]*\d)[0-9A-Z]{4,8})(?:-X)?\s*$/;

/** The daily situation reports are of type 1 trusts alone: their codes begin with R or T. */
export const TRUST_CODE = /^[RT][0-9A-Z]{2}(?:-X)?$/;
