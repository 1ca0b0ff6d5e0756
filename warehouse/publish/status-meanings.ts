/** What a status says, in the words of every file that is published. */
export const STATUS_MEANINGS: readonly { readonly status: string; readonly meaning: string }[] = [
  {
    status: 'reported',
    meaning: 'The publication prints this figure for every month, quarter or part it should.',
  },
  {
    status: 'partial',
    meaning:
      'Some months, quarters or parts are missing or suppressed. The value covers what is printed; a sum is a lower bound.',
  },
  { status: 'suppressed', meaning: 'The publisher withholds small numbers here. There is no value.' },
  {
    status: 'not_applicable',
    meaning: 'The publication is loaded and this trust is not in it (an ambulance trust has no beds).',
  },
  {
    status: 'missing',
    meaning:
      'The publication is not loaded, or its row prints no figure. It is not zero: nobody knows from here.',
  },
];

/** What the status of a ratio says, and the words for a cell. */
export const RATIO_STATUS_MEANINGS: readonly {
  readonly status: string;
  readonly words: string;
  readonly meaning: string;
}[] = [
  {
    status: 'reported',
    words: 'reported',
    meaning: 'Both figures are whole and of the same months.',
  },
  {
    status: 'upper_bound',
    words: 'at most this',
    meaning: 'Something is left out of the divisor (two months of twelve): the true ratio is this or lower.',
  },
  {
    status: 'lower_bound',
    words: 'at least this',
    meaning: 'Something is left out of the dividend: the true ratio is this or higher.',
  },
  {
    status: 'estimate',
    words: 'about this',
    meaning:
      'A mean over some quarters or months stands for the year, or both figures are of the same part of the year.',
  },
  {
    status: 'not_comparable',
    words: 'not comparable',
    meaning:
      'The two figures are not of the same months, or of the same organisation: a merger within the year, accounts of six months. The number is given, or withheld, with the reason.',
  },
  { status: 'missing', words: 'no figure', meaning: 'One of the two figures has no value.' },
];

export const ILLUSTRATIVE_WARNING =
  'ILLUSTRATIVE: the accounts behind these tables are MADE UP for demonstration. Spending, staff and every ratio are NOT real figures of any trust.';

export const ATTRIBUTION =
  'Contains public sector information licensed under the Open Government Licence v3.0 (https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/). Sources: NHS England (including the former NHS Improvement and NHS Digital), and HM Treasury where GDP deflators are loaded; each file is listed in source_file with its address.';
