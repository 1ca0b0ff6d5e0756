import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { workforce } from '../../datasets/workforce/dataset.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import type { Line } from '../fixtures/workbook.ts';
import { contextOf, fteWorkbook, ORGANISATIONS, type FteOptions } from '../fixtures/workforce.ts';
import { refusal } from '../tables/refusal.ts';
import { sourceOf } from '../tables/source-of.ts';

/** Months by layout (dossier workforce, section 2). */
const MONTHS: Readonly<Record<string, readonly string[]>> = {
  spacers: ['2017-04', '2018-07', '2020-03', '2021-03'],
  'no-spacers': ['2022-03'],
  ics: ['2023-03', '2024-03'],
};

async function source(month: string, options?: FteOptions): Promise<SourceBytes> {
  return await sourceOf(fteWorkbook(month, ORGANISATIONS, options), 'England and Organisation.xlsx');
}

async function parse(month: string, options?: FteOptions, slot = month): Promise<ParsedFile> {
  return await workforce.parse(await source(month, options), contextOf(slot));
}

function codes(parsed: ParsedFile, month = '2023-03'): readonly string[] {
  return workforce.check(parsed, contextOf(month)).map(({ code }) => code);
}

/** The headings are row 4. */
function renamed(lines: Line[], from: string, to: string): void {
  lines[3] = (lines[3] ?? []).map((cell) => (cell === from ? to : cell));
}

describe('NHS Workforce Statistics', () => {
  for (const [layout, months] of Object.entries(MONTHS)) {
    for (const month of months) {
      it(`${month}: the total in full-time equivalents is read for each organisation, not its groups (${layout})`, async () => {
        const parsed = await parse(month);
        assert.deepEqual(
          parsed.observations
            .filter(({ measure }) => measure === 'fte_total')
            .map(({ orgCode, orgName, value }) => ({ code: orgCode, name: orgName, total: value })),
          ORGANISATIONS,
        );
        assert.deepEqual(
          parsed.totals.map(({ published, sumOfRows }) => Math.abs(published - sumOfRows) < 1e-6),
          [true, true],
        );
        assert.deepEqual(codes(parsed, month), []);
        const found = workforce.recognise(await source(month));
        assert.ok('slot' in found && found.slot === month);
      });
    }
  }

  it('the total is called all staff groups where a group of it has that name too', async () => {
    const parsed = await parse('2023-03', {
      edit: (lines) => {
        renamed(lines, 'Total', 'All staff groups');
        renamed(lines, 'HCHS doctors', 'All staff groups');
      },
    });
    assert.equal(parsed.observations[0]?.value, ORGANISATIONS[0]?.total);
  });

  it('the sheet of headcount is never taken, whatever it is named', async () => {
    const sheetName = '3. NHSE, Org & SG - HC2';
    await assert.rejects(parse('2023-03', { sheetName }), refusal('WRONG_TABLE', /Org & SG - HC/));
    const edit: FteOptions['edit'] = (lines) => {
      lines[1] = ['NHS England region, organisation and staff group, March 2023 - Headcount'];
    };
    await assert.rejects(parse('2023-03', { edit }), refusal('WRONG_TABLE', /headcount/i));
  });

  it('another month inside is refused', async () => {
    await assert.rejects(parse('2023-02', undefined, '2023-03'), refusal('WRONG_PERIOD', /February 2023/));
  });

  it('a missing heading is refused with the headings found', async () => {
    await assert.rejects(
      parse('2021-03', { edit: (lines) => renamed(lines, 'Total', 'Sum') }),
      refusal('HEADING_MISSING', /"Sum"/, /layouts\.ts/),
    );
    const shifted: FteOptions['edit'] = (lines) => {
      for (const line of lines.slice(3)) line.splice(4, 0, null);
    };
    await assert.rejects(
      parse('2021-03', { edit: shifted }),
      refusal('HEADING_MISSING', /organisation codes/),
    );
  });

  it('rows that do not add up to England, and a file with too few organisations, are refused', async () => {
    const lost = await parse('2023-03', { edit: (lines) => void lines.splice(20, 1) });
    assert.deepEqual(codes(lost), ['TOTAL_DISAGREES', 'TOTAL_DISAGREES']);
    const cut = await parse('2023-03', { edit: (lines) => void lines.splice(40) });
    assert.ok(codes(cut).includes('IMPLAUSIBLE'));
  });

  it('a file without a row for England is loaded with a finding', async () => {
    const parsed = await parse('2023-03', { edit: (lines) => void lines.splice(5, 1) });
    assert.deepEqual(
      parsed.findings.map(({ kind }) => kind),
      ['no-total'],
    );
    assert.deepEqual(codes(parsed), []);
  });

  it('nurses above the total mean that the columns are mixed up', async () => {
    const edit: FteOptions['edit'] = (lines) => {
      for (const line of lines.slice(5)) if (line.length > 8) line[8] = Number(line[6]) * 2;
    };
    assert.ok(codes(await parse('2023-03', { edit })).includes('IMPLAUSIBLE'));
  });

  it('the CSV of all months since 2009 is known for what it is, and not read', async () => {
    const text =
      'Date,Org Code,Org Name,Staff Group,Data Type,Total\r\n31/03/2023,R1H,BARTS,Total,FTE,18000\r\n';
    const found = workforce.recognise(await sourceOf(Buffer.from(text), 'Staff Group and Organisation.csv'));
    assert.ok('notThis' in found && found.nearly === true);
    assert.match(found.notThis, /all months since 2009/);
  });

  it('full-time equivalents of this source and of the accounts have columns of their own', () => {
    assert.deepEqual(
      workforce.measures.map(({ measure, parts, across }) => [measure, parts, across]),
      [['staff_fte', ['fte_total'], 'mean']],
    );
  });
});
