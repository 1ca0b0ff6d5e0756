/** Accounts workbooks of every trust of a sector, every line of the form filled: some 800,000 rows of foundation trusts, 400,000 of the others. */
import { type Year, YEARS } from '../../test/end-to-end/seven-years/calendar.ts';
import { nameIn, TRUSTS } from '../../test/end-to-end/seven-years/trusts.ts';
import { madeUpAccounts } from '../../test/fixtures/tac-workbook/made-up-accounts.ts';
import type { TacListing, TacOrganisation } from '../../test/fixtures/tac-workbook/spec.ts';
import { tacLines } from '../../test/fixtures/tac-workbook/tac-lines.ts';
import { tacWorkbook } from '../../test/fixtures/tac-workbook/write-tac-workbook.ts';
import { furtherTrusts } from './trust-names.ts';

export function accountsOfSize(fy: Year, sector: 'FT' | 'Trust'): Buffer {
  const own = TRUSTS.filter((trust) => trust.sector === sector).flatMap((trust): TacOrganisation[] => {
    const name = nameIn(trust, fy);
    const listed = { code: trust.code, region: trust.region, type: trust.type };
    return name === undefined ? [] : [organisation(name, fy, listed)];
  });
  const others = furtherTrusts(fy)
    .filter((trust) => trust.sector === sector)
    .map(({ code, name }) => organisation(name, fy, { code, type: 'Acute', region: 'London' }));
  return tacWorkbook({ fy, sector, organisations: [...own, ...others], lines: tacLines(fy) });
}

/** Expenditure grows as the prior-year columns of the writer have it: two years with the same figures would both be refused. */
function organisation(name: string, fy: Year, listed: TacListing): TacOrganisation {
  const spent = madeUpAccounts(name).get('EXP0390') ?? 0;
  return { name, listed, values: { EXP0390: Math.round(spent * 0.95 ** -YEARS.indexOf(fy)) } };
}
