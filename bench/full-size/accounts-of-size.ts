/** Accounts workbooks of every trust of a sector, every line of the form filled: some 800,000 rows of foundation trusts, 400,000 of the others. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Year } from '../../test/end-to-end/seven-years/calendar.ts';
import { nameIn, TRUSTS } from '../../test/end-to-end/seven-years/trusts.ts';
import type { TacOrganisation } from '../../test/tac-workbook/spec.ts';
import { tacLines } from '../../test/tac-workbook/tac-lines.ts';
import { writeTacWorkbook } from '../../test/tac-workbook/write-tac-workbook.ts';
import { furtherTrusts } from './trust-names.ts';

export function accountsOfSize(fy: Year, sector: 'FT' | 'Trust'): Buffer {
  const lines = tacLines(fy);
  const own = TRUSTS.filter((trust) => trust.sector === sector).flatMap((trust): TacOrganisation[] => {
    const name = nameIn(trust, fy);
    return name === undefined
      ? []
      : [{ name, listed: { code: trust.code, region: trust.region, type: trust.type } }];
  });
  const others = furtherTrusts(fy)
    .filter((trust) => trust.sector === sector)
    .map(({ code, name }): TacOrganisation => ({ name, listed: { code, type: 'Acute', region: 'London' } }));
  const folder = mkdtempSync(join(tmpdir(), 'full-size-'));
  const path = join(folder, 'accounts.xlsx');
  writeTacWorkbook(path, { fy, sector, organisations: [...own, ...others], lines });
  const bytes = readFileSync(path);
  rmSync(folder, { recursive: true });
  return bytes;
}
