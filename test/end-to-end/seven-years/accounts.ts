/** The accounts workbooks of the seven years, in the spellings of each. */
import { WTE_GROUPS } from '../../fixtures/tac-workbook/made-up-accounts.ts';
import type { TacLine, TacOrganisation, TacWorkbookSpec } from '../../fixtures/tac-workbook/spec.ts';
import { mainTacLines } from '../../fixtures/tac-workbook/tac-lines.ts';
import { tacWorkbook } from '../../fixtures/tac-workbook/write-tac-workbook.ts';
import type { Year } from './calendar.ts';
import { accountFigures } from './figures.ts';
import { type Trust, nameIn, TRUSTS } from './trusts.ts';

/** What is odd about a workbook: dossier tac, section 4. */
const ODDITIES: Readonly<Record<string, Partial<TacWorkbookSpec>>> = {
  '2017-18 FT': {
    headings: { organisation: 'Org Name', value: 'Value numeric' },
    list: { code: null, comments: 'Comments' },
    sheetOrder: ['data', 'list', 'pivot'],
  },
  '2017-18 Trust': {
    headings: { organisation: 'Provider Name', value: ' Total ' },
    list: { code: null },
    codeSuffix: '  ',
  },
  '2018-19 FT': { headings: { organisation: 'Organisation ', value: 'Value' }, pivot: false },
  '2018-19 Trust': { headings: { organisation: 'OrganisationName', value: 'Amount ' } },
  '2020-21 FT': { codeSuffix: ' ', sheetNames: { data: 'All  Data' } },
  '2021-22 Trust': { sheetOrder: ['pivot', 'data', 'list'], pivot: {} },
  '2022-23 FT': { headings: { value: ' Total ', organisation: 'OrganisationName' } },
  '2023-24 FT': { sheetNames: { data: 'All data', list: 'List of Providers' } },
  '2023-24 Trust': { pivot: false, codeSuffix: ' ' },
};

/** The bytes of one workbook. `lines` makes it as large as is wanted; without, only the worksheets measures come from. */
export function accountsFile(
  fy: Year,
  sector: 'FT' | 'Trust',
  lines: readonly TacLine[] = mainTacLines(fy),
): Buffer {
  return tacWorkbook({
    fy,
    sector,
    organisations: TRUSTS.filter((trust) => trust.sector === sector).flatMap((trust) => filed(trust, fy)),
    lines,
    ...ODDITIES[`${fy} ${sector}`],
  });
}

function filed(trust: Trust, fy: Year): readonly TacOrganisation[] {
  const listed = {
    // The list still has the old name of a merged trust, and now and then a code with a space behind it.
    ...(trust.code === 'REM' &&
      fy === '2019-20' && { name: 'Aintree University Hospital NHS Foundation Trust' }),
    code: trust.code === 'R1H' && fy !== '2021-22' ? 'R1H ' : trust.code,
    region: trust.region,
    type: trust.type,
    ...(trust.sector === 'FT' && { authorised: '2008-04-01' }),
  };
  const name = nameIn(trust, fy);
  if (name !== undefined) return [{ name, values: linesOf(trust.code, fy), listed }];
  return trust.listedOnly?.includes(fy) ? [{ name: `${lastName(trust)}`, hasData: false, listed }] : [];
}

function lastName(trust: Trust): string {
  return Object.values(trust.names)
    .filter((name) => typeof name === 'string')
    .at(-1)!;
}

/** Our figures in the lines of the form, with the sums of the form kept true (dossier tac, section 5). */
function linesOf(code: string, fy: Year): Record<string, number | null> {
  const filed = accountFigures(code, fy);
  const { patientCare, otherIncome, expenditure, consultancy, staffCosts, wte, discontinued } = filed;
  const given = discontinued === 0 ? null : discontinued;
  const allCare = patientCare + discontinued;
  return {
    EXP0190: consultancy,
    EXP0390: expenditure,
    OPX0030: expenditure - discontinued,
    OPX0040: given,
    SCI0125A: -(expenditure - discontinued),
    SCI0100A: patientCare,
    OPP0001: patientCare,
    OPP0002: given,
    INC0350: allCare,
    INC1220: allCare,
    INC1364: allCare,
    SCI0110A: otherIncome,
    INC1360: otherIncome,
    INC1361: otherIncome,
    INC1362: null,
    INC1365: allCare + otherIncome,
    SCI0140A: patientCare + otherIncome - (expenditure - discontinued),
    STA0330: staffCosts,
    STA0360: staffCosts,
    STA0365: filed.capitalised,
    STA0366: staffCosts - filed.capitalised,
    STC0170: filed.capitalised,
    EXP0102: filed.passedOn[0],
    EXP0112: filed.passedOn[1],
    EXP0260: filed.impairments,
    STA0490: wte.reduce((total, group) => total + group, 0),
    ...Object.fromEntries(WTE_GROUPS.map((group, index) => [group, wte[index] ?? null])),
  };
}
