/** The lines of the accounts that are read, by worksheet, main code and sub code (dossier tac, section 5). */

/** One line of the form, in one column of it. */
export interface Line {
  /** Name of the figure, the same in every year. */
  readonly measure: string;
  /** First letters of the worksheet's name: `TAC08` of `TAC08 Op Exp`. */
  readonly worksheet: string;
  /** Sheet, year (CY is the file's own year) and column. */
  readonly mainCode: string;
  /** Sub codes it has had; exactly one of them may be in a file. */
  readonly subCodes: readonly string[];
  /**
   * Required lines feed a measure and every file has them; `optional` lines feed one where a file has them; `check` lines
   * prove them; `split` lines are parts of a total.
   */
  readonly role: 'required' | 'optional' | 'check' | 'split';
}

const income = line('TAC02', 'A02CY01');
const patientIncome = line('TAC06', 'A06CY01');
const otherIncome = line('TAC07', 'A07CY01');
const expenditure = line('TAC08', 'A08CY01');
const staff = line('TAC09', 'A09CY01');

/** Staff who are not permanently employed: the column "Other" of the total. */
export const TEMPORARY_WTE = 'STA0490-other';

/** The ten staff groups STA0490 is the sum of. */
export const WTE_GROUPS: readonly string[] = [
  'STA0370',
  'STA0380',
  'STA0390',
  'STA0400',
  'STA0410',
  'STA0420',
  'STA0430',
  'STA0440',
  'STA0450',
  'STA0480',
];

/**
 * The letter A came with IFRS 9 and 15 or was always there: the codes of the first two years were not seen, so that no line
 * but the required ones is looked for under another code there. EXP0102 and EXP0112 came in 2021-22, STA0365 and STA0366 in
 * 2020-21 in place of STC0170.
 */
export const LINES: readonly Line[] = [
  income('required', 'SCI0100A', 'SCI0100'),
  income('required', 'SCI0110A', 'SCI0110'),
  expenditure('required', 'EXP0390'),
  expenditure('required', 'EXP0190'),
  staff('required', 'STA0360'),
  staff('required', 'STA0490'),
  income('optional', 'SCI0125A', 'SCI0125'),
  income('optional', 'SCI0140A', 'SCI0140'),
  income('optional', 'SCI0210'),
  income('optional', 'SCI0240'),
  patientIncome('optional', 'INC1170'),
  ...['INC1230A', 'INC1230B', 'INC1240A'].map((code) => otherIncome('optional', code)),
  ...[
    ...['EXP0102', 'EXP0110', 'EXP0112', 'EXP0170', 'EXP0240', 'EXP0250', 'EXP0260', 'EXP0290A', 'EXP0370'],
    'OPX0030',
  ].map((code) => expenditure('optional', code)),
  ...['STA0300', 'STA0310', 'STA0366', 'STC0170', 'STA0370', 'STA0410'].map((code) =>
    staff('optional', code),
  ),
  { ...staff('optional', 'STA0490'), measure: TEMPORARY_WTE, mainCode: 'A09CY01O' },
  patientIncome('check', 'INC0350'),
  patientIncome('check', 'INC1220'),
  patientIncome('check', 'OPP0002'),
  otherIncome('check', 'INC1360'),
  otherIncome('check', 'INC1362'),
  otherIncome('check', 'INC1364'),
  otherIncome('check', 'INC1365'),
  expenditure('check', 'OPX0040'),
  staff('check', 'STA0365'),
  ...WTE_GROUPS.filter((code) => code !== 'STA0370' && code !== 'STA0410').map((code) =>
    staff('check', code),
  ),
  ...['STA0360', 'STA0490'].map((code) => ({
    ...staff('split', code),
    ...{ measure: `${code}-permanent`, mainCode: 'A09CY01P' },
  })),
  { ...staff('split', 'STA0360'), measure: 'STA0360-other', mainCode: 'A09CY01O' },
];

/** Which year of the form a main code stands in: A08CY01 this year, A08PY01 the year before. */
export function yearKind(mainCode: string): 'current' | 'prior' | 'other' {
  const match = /^A\d\d[A-Z]?(CY|PY)\d\d/.exec(mainCode);
  if (!match) return 'other';
  return match[1] === 'CY' ? 'current' : 'prior';
}

function line(worksheet: string, mainCode: string) {
  return (role: Line['role'], measure: string, ...older: readonly string[]): Line => ({
    measure,
    worksheet,
    mainCode,
    subCodes: [measure, ...older],
    role,
  });
}
