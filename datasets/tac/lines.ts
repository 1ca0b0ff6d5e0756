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
  /** Required lines feed a column of trust_year; `check` lines prove them; `split` lines are parts of a total. */
  readonly role: 'required' | 'check' | 'split';
}

const income = line('TAC02', 'A02CY01');
const patientIncome = line('TAC06', 'A06CY01');
const otherIncome = line('TAC07', 'A07CY01');
const expenditure = line('TAC08', 'A08CY01');
const staff = line('TAC09', 'A09CY01');

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

/** The letter A came with IFRS 9 and 15 or was always there: the codes of the first two years were not seen. */
export const LINES: readonly Line[] = [
  income('required', 'SCI0100A', 'SCI0100'),
  income('required', 'SCI0110A', 'SCI0110'),
  expenditure('required', 'EXP0390'),
  expenditure('required', 'EXP0190'),
  staff('required', 'STA0360'),
  staff('required', 'STA0490'),
  income('check', 'SCI0125A', 'SCI0125'),
  income('check', 'SCI0140A', 'SCI0140'),
  patientIncome('check', 'INC0350'),
  patientIncome('check', 'INC1220'),
  patientIncome('check', 'OPP0002'),
  otherIncome('check', 'INC1360'),
  otherIncome('check', 'INC1362'),
  otherIncome('check', 'INC1364'),
  otherIncome('check', 'INC1365'),
  expenditure('check', 'OPX0030'),
  expenditure('check', 'OPX0040'),
  ...WTE_GROUPS.map((code) => staff('check', code)),
  ...['STA0360', 'STA0490'].flatMap((code) => [
    { ...staff('split', code), measure: `${code}-permanent`, mainCode: 'A09CY01P' },
    { ...staff('split', code), measure: `${code}-other`, mainCode: 'A09CY01O' },
  ]),
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
