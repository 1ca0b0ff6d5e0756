/** Texts of the page of definitions: what the site cannot say, marks, peers, glossary. */

export const CANNOT_SAY: readonly string[] = [
  'How ill the patients were. There is no case mix: a hip replacement and a heart transplant are one admission each.',
  'What a place costs. There is no market forces factor: wages and land cost more in London.',
  'How good the care was. There is no measure of quality or outcome.',
  'What a patient costs. Publications count admissions and attendances, not patients, and no cost weights are published with them.',
  'Whether money was well spent. A ratio of two totals names neither a cause nor a saving.',
  'Which trust is best. There are no ranks, no targets and no colours of judgement.',
  'What services moved between trusts without a change of code. No publication counts them.',
];

export const MARKS: readonly {
  readonly mark: string;
  readonly meaning: string;
  readonly chart: string;
  readonly counts: string;
}[] = [
  {
    mark: '[10 of 12 months]',
    meaning: 'A sum of part of the year: the true figure is this or more.',
    chart: 'hollow',
    counts: 'no',
  },
  {
    mark: '[1 of 4 quarters]',
    meaning: 'A mean of part of the year: an estimate.',
    chart: 'hollow',
    counts: 'no',
  },
  {
    mark: '[or up to 7 more]',
    meaning: 'Small numbers are withheld, and can change the figure by less than 0.1%.',
    chart: 'filled',
    counts: 'yes',
  },
  { mark: '[c]', meaning: 'Withheld by the publisher: a small number.', chart: 'gap', counts: 'no' },
  {
    mark: '[z]',
    meaning: 'The publication is loaded and this trust is not in it.',
    chart: 'absent, listed',
    counts: 'no',
  },
  { mark: '[x]', meaning: 'Not loaded, or not printed.', chart: 'gap, listed', counts: 'no' },
  {
    mark: '[nc]',
    meaning: 'Not comparable; the reason is in the panel of the cell.',
    chart: 'absent, listed',
    counts: 'no',
  },
  { mark: '[small]', meaning: 'The divisor is too small for a comparison.', chart: 'hollow', counts: 'no' },
  {
    mark: '[p]',
    meaning: 'Provisional: the publisher will revise it.',
    chart: 'marked',
    counts: 'as its status says',
  },
  {
    mark: '[made up]',
    meaning: 'Illustrative: invented for the sample. Do not quote it.',
    chart: 'marked',
    counts: 'as its status says',
  },
];

export const SCHEMES: readonly { readonly name: string; readonly rule: string }[] = [
  {
    name: 'Type',
    rule: 'The type in the year’s own List of Providers: Acute, Mental Health, Community, Specialist, Ambulance.',
  },
  {
    name: 'Type and size',
    rule: 'A third of the type by operating expenditure of the year. The group is named by its range in pounds.',
  },
  {
    name: 'Research and education',
    rule: 'A third of the acute trusts by the share of research and education in turnover. It does not say which trusts teach.',
  },
  {
    name: 'Nearest ten',
    rule: 'The ten trusts of the same type that are most alike in turnover, beds, type 1 attendances, deliveries, admissions, the share of emergencies and the share of research and education. No outcome and no ratio that a trust is judged by is among these. Nearness is not mutual.',
  },
  {
    name: 'Region',
    rule: 'The region in the year’s List of Providers: seven regions from 2019-20, others before.',
  },
  { name: 'England', rule: 'Every trust with accounts in the year.' },
  { name: 'Own list', rule: 'Codes that you choose; they are kept in the link.' },
];

export const GLOSSARY: readonly (readonly [string, string])[] = [
  ['A&E type 1', 'A major department: consultant-led, open all day and night, with full resuscitation.'],
  ['DNA', 'Did not attend: an appointment that was kept open and missed without notice.'],
  [
    'EBITDA',
    'Earnings before interest, tax, depreciation and amortisation: here the operating surplus before depreciation, amortisation and impairments.',
  ],
  ['ECDS', 'Emergency Care Data Set: records of A&E attendances, which replaced HES A&E.'],
  ['FAE', 'Finished admission episode: the first episode of a stay. It counts admissions.'],
  ['FCE', 'Finished consultant episode: time under one consultant. A stay can have several.'],
  ['Financial year', 'April to March, written 2019-20.'],
  ['FT', 'NHS foundation trust. Foundation trusts and NHS trusts publish their accounts in two files.'],
  [
    'FTE, WTE',
    'Full-time equivalent, whole-time equivalent: staff counted by hours. Two half-time nurses are one.',
  ],
  ['G&A', 'General and acute beds: all but maternity, mental illness and learning disability.'],
  [
    'HES',
    'Hospital Episode Statistics: records of admissions, outpatient appointments and, to 2019-20, A&E attendances.',
  ],
  ['ICB', 'Integrated care board: plans care for an area. The 42 boards began on 1 July 2022.'],
  ['KH03', 'The quarterly return of beds open and occupied, by trust.'],
  ['Like for like', 'The trusts that a merged trust was made of, added together in the years before.'],
  ['Middle half', 'From the lower quartile to the upper quartile: half of the group lies in it.'],
  [
    'MSDS',
    'Maternity Services Data Set. Its deliveries are counted apart from those of HES and never stand in for them.',
  ],
  ['ODS', 'Organisation Data Service: gives every organisation its code, such as R1H.'],
  ['PFI', 'Private finance initiative: a company builds and runs a building, and the trust pays each year.'],
  [
    'TAC',
    'Trust accounts consolidation: the audited accounts of every trust, line by line, as NHS England publishes them.',
  ],
];
