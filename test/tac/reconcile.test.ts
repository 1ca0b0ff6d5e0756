import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse as parseCsv } from 'csv-parse/sync';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { mainTacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import { read } from './open-accounts.ts';

/** Dossier tac, section 9: EXP0390 in £000 and the number of organisations of each file. */
const PUBLISHED = [
  ['2019-20', 'FT', 62_051_327.5, 149],
  ['2019-20', 'Trust', 31_361_722.7, 76],
  ['2021-22', 'FT', 77_694_672.4, 145],
  ['2021-22', 'Trust', 36_177_531.6, 70],
  ['2023-24', 'FT', 90_720_364.2, 140],
  ['2023-24', 'Trust', 40_120_170.8, 66],
] as const;

type Row = Readonly<Record<string, string>>;

function rowsOf(name: string): readonly Row[] {
  return parseCsv<Row>(readFileSync(nhsFile('tac', name) ?? '', 'utf8'), { columns: true });
}

describe('accounts: the published operating expenditure of every trust', () => {
  itWithNhsFiles('comes out of a workbook that holds it, trust by trust and in total', async function () {
    this.timeout(60_000);
    const published = rowsOf('tac-exp0390-by-trust.csv');
    for (const [fy, sector, total, count] of PUBLISHED) {
      const rows = published.filter((row) => row['fy'] === fy && row['sector'] === sector);
      const values = new Map(
        rows.map((row) => [row['tac_name'] ?? '', Number(row['exp0390_total_operating_expenditure_gbp000'])]),
      );
      assert.equal(values.size, count);
      const lines = mainTacLines(fy).filter((line) =>
        /^(SCI01|EXP0[13]90|STA0[34]|OPX00[34])/.test(line.subCode),
      );
      const { parsed, refusals } = await read({
        fy,
        sector,
        lines,
        organisations: [...values].map(([name, value]) => ({ name, values: { EXP0390: value } })),
      });
      assert.deepEqual(refusals, []);
      const figures = parsed.observations.filter((one) => one.measure === 'EXP0390');
      assert.deepEqual(new Map(figures.map((one) => [one.orgName, one.value])), values);
      const sum = figures.reduce((before, one) => before + (one.value ?? 0), 0);
      assert.ok(Math.abs(sum - total) < 0.1, `${fy} ${sector}: ${sum}, published ${total}`);
      assert.ok(Math.abs((parsed.totals[0]?.published ?? 0) - total) < 0.1);
    }
  });

  itWithNhsFiles(
    'and so do the staff groups of 2023-24, which add up to the whole-time equivalents',
    async () => {
      const rows = rowsOf('tac-staff-by-trust-2023-24.csv').filter((row) => row['sector'] === 'FT');
      const groups = Object.keys(rows[0] ?? {}).filter((heading) => /^STA\d+_wte$/.test(heading));
      assert.equal(groups.length, 10);
      const { parsed, figure } = await read({
        fy: '2023-24',
        sector: 'FT',
        lines: mainTacLines('2023-24').filter((line) => /^(SCI01|EXP0[13]90|STA0[34])/.test(line.subCode)),
        organisations: rows.map((row) => ({
          name: row['tac_name'] ?? '',
          values: Object.fromEntries([
            ['EXP0390', Number(row['exp0390_gbp000'])],
            ...groups.map((heading) => [heading.slice(0, 7), Number(row[heading])] as const),
          ]),
        })),
      });
      assert.deepEqual(parsed.findings, []);
      for (const row of rows) {
        const wte = figure(row['tac_name'] ?? '', 'STA0490') ?? 0;
        assert.ok(Math.abs(wte - Number(row['sum_of_groups_wte'])) <= 1, row['tac_name']);
      }
    },
  );
});
