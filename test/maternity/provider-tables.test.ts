import assert from 'node:assert/strict';
import type ExcelJS from 'exceljs';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { maternity } from '../../datasets/maternity/dataset.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { sourceOf } from '../tables/source-of.ts';
import { refusal } from '../tables/refusal.ts';
import { contextOf } from './contexts.ts';
import { PROVIDERS, tablesWorkbook, wideWorkbook, type ProviderWorkbook } from './provider-workbook.ts';

const FY = '2020-21';

async function parse(source: SourceBytes, fy = FY): Promise<ParsedFile> {
  return await maternity.parse(source, contextOf(fy, 'HES'));
}

async function parsed(options: Partial<ProviderWorkbook>): Promise<ParsedFile> {
  return await parse(await tablesWorkbook({ fy: FY, ...options }));
}

function refusals(file: ParsedFile): readonly string[] {
  return maternity.check(file, contextOf(FY, 'HES')).map(({ code }) => code);
}

function figures({ observations }: ParsedFile): readonly unknown[] {
  return observations.map(({ orgCode, value, status }) => [orgCode, value ?? status]);
}

function sheetNamed(book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet {
  const sheet = book.getWorksheet(name);
  assert.ok(sheet, name);
  return sheet;
}

describe('the HES provider-level analysis', () => {
  const YEARS = [
    ['2017-18', tablesWorkbook],
    ['2018-19', tablesWorkbook],
    ['2019-20', tablesWorkbook],
    ['2020-21', tablesWorkbook],
    ['2021-22', tablesWorkbook],
    ['2021-22', wideWorkbook],
    ['2022-23', wideWorkbook],
    ['2023-24', wideWorkbook],
  ] as const;
  for (const [fy, write] of YEARS) {
    it(`of ${fy} (${write.name}) gives each provider its total once, though many tables print it`, async () => {
      const source = await write({ fy });
      assert.deepEqual(maternity.recognise(source), { fy, slot: `${fy} HES`, period: fy, by: 'content' });
      const file = await parse(source, fy);
      assert.deepEqual(figures(file), [
        ['NT350', 'suppressed'],
        ['NV302', 20],
        ['R1H', 15500],
        ['RJ1', 6310],
        ['RYR-X', 7205],
        ['RVR', 4670],
      ]);
      assert.ok(file.observations.every(({ measure, period }) => measure === 'deliveries' && period === fy));
      assert.deepEqual(
        file.totals.map(({ published, sumOfRows }) => [published, sumOfRows]),
        [[33709, 33705]],
      );
      assert.deepEqual([file.findings, file.quarantine], [[], []]);
      assert.deepEqual(maternity.check(file, contextOf(fy, 'HES')), []);
    });
  }

  it('is read under other words for the same headings', async () => {
    for (const totalHeading of [
      'Total  Deliveries [note 1]',
      'TOTAL_DELIVERIES',
      'Total deliveries 2020-21',
      'Total',
    ]) {
      assert.equal((await parsed({ totalHeading })).observations.length, PROVIDERS.length, totalHeading);
    }
    const bare = await parsed({
      edit: (book) => book.eachSheet((sheet) => (sheet.getCell('A10').value = null)),
    });
    assert.equal(bare.observations.length, PROVIDERS.length);
  });

  it('is read whatever its columns of code and name are called, as long as the code stands left of the name', async () => {
    for (const [code, name] of [
      ['Provider', 'Provider name'],
      ['Provider', 'Description'],
      ['Trust', 'Trust name'],
      ['ODS code [note 2]', 'Name'],
    ] as const) {
      const source = await wideWorkbook({
        fy: '2022-23',
        edit: (book) => {
          const sheet = sheetNamed(book, 'Table 11');
          sheet.getCell('A2').value = code;
          sheet.getCell('B2').value = name;
        },
      });
      assert.equal(
        (await parse(source, '2022-23')).observations.length,
        PROVIDERS.length,
        `${code}, ${name}`,
      );
    }
  });

  it('takes a bare "Total" beside ways of delivery, though no title speaks of deliveries; not where one speaks of births', async () => {
    const wide = (title: string): Promise<SourceBytes> =>
      wideWorkbook({
        fy: '2022-23',
        totalHeading: 'total',
        edit: (book) => {
          const sheet = sheetNamed(book, 'Table 11');
          sheet.getRow(1).values = [title];
          sheet.getCell('D2').value = 'Spontaneous vertex';
          sheet.getCell('E2').value = 'Emergency caesarean';
        },
      });
    const file = await parse(await wide('Table 11: Provider level analysis, 2022-23'), '2022-23');
    assert.equal(file.observations.length, PROVIDERS.length);
    await assert.rejects(
      parse(await wide('Table 11: Live births by provider, 2022-23'), '2022-23'),
      refusal(SourceErrorCode.headingMissing),
    );
  });

  it('has its England row under the code ENG, whatever its name says; it is no organisation', async () => {
    const source = await wideWorkbook({
      fy: '2022-23',
      edit: (book) => (sheetNamed(book, 'Table 11').getCell('B3').value = 'England (all providers)'),
    });
    const file = await parse(source, '2022-23');
    assert.equal(file.observations.length, PROVIDERS.length);
    assert.deepEqual(
      file.totals.map(({ published }) => published),
      [33709],
    );
  });

  it('is of the year its cover names, though a sheet of notes behind it speaks of another', async () => {
    const source = await wideWorkbook({
      fy: '2022-23',
      edit: (book) =>
        (book.addWorksheet('Notes').getCell('A1').value = 'Home births are left out since 2019-20.'),
    });
    assert.equal((await parse(source, '2022-23')).observations.length, PROVIDERS.length);
    await assert.rejects(parse(source, '2019-20'), refusal(SourceErrorCode.wrongPeriod));
  });

  it('has a total beside its parts only: one of caesareans, or of a heading not known, is not taken', async () => {
    const caesareans = tablesWorkbook({
      fy: FY,
      totalHeading: 'Total',
      edit: (book) =>
        book.eachSheet((sheet) => {
          for (const row of [9, 10])
            if (sheet.getCell(row, 3).value) sheet.getCell(row, 3).value = 'Caesarean deliveries';
        }),
    });
    await assert.rejects(parse(await caesareans), refusal(SourceErrorCode.headingMissing));
    const unknown = await tablesWorkbook({ fy: FY, totalHeading: 'Women delivered' });
    await assert.rejects(
      parse(unknown),
      refusal(
        SourceErrorCode.headingMissing,
        /"TA2021": "Org code", "Description", "Women delivered"/,
        /layouts\.ts/,
      ),
    );
  });

  it('does not count a site beside its trust, nor a region among the providers', async () => {
    const file = await parsed({
      providers: [
        ['Y56', 'LONDON COMMISSIONING REGION', 21810],
        ...PROVIDERS,
        ['R1H12', 'THE ROYAL LONDON', 5000],
      ],
    });
    assert.equal(file.observations.length, PROVIDERS.length);
    assert.deepEqual(
      file.quarantine.map(({ orgCode, rule }) => [orgCode, rule]),
      [['R1H12', 'site-of-trust']],
    );
    assert.deepEqual(refusals(file), []);
  });

  it('whose tables disagree about a trust keeps the first, with a finding; about many, is refused', async () => {
    const other = (cells: readonly string[]) => (book: ExcelJS.Workbook) => {
      for (const cell of cells) sheetNamed(book, 'TC2021').getCell(cell).value = 400;
    };
    const one = await parsed({ edit: other(['C17']) });
    assert.deepEqual(figures(one)[3], ['RJ1', 6310]);
    const [finding] = one.findings;
    assert.deepEqual(
      [finding?.kind, finding?.orgCode, finding?.measure],
      ['tables-disagree', 'RJ1', 'deliveries'],
    );
    assert.match(
      finding?.message ?? '',
      /400 deliveries in sheet "TC2021", row 17, and 6310 in sheet "TA2021", row 16/,
    );
    assert.deepEqual(refusals(one), []);
    const many = await parsed({ edit: other(['C16', 'C17', 'C18', 'C19']) });
    assert.deepEqual(refusals(many), [SourceErrorCode.totalDisagrees]);
  });

  it('is refused when its rows are not its England row, and tells when rounding does not explain the rest', async () => {
    assert.deepEqual(refusals(await parsed({ providers: PROVIDERS.slice(0, -1) })), [
      SourceErrorCode.totalDisagrees,
    ]);
    const near = await parsed({ england: 33_800 });
    assert.deepEqual(refusals(near), []);
    assert.deepEqual(
      near.findings.map(({ kind, severity }) => [kind, severity]),
      [['total-residual', 'warning']],
    );
  });

  it('without an England row is loaded with a warning: not every form of it is known to have one', async () => {
    const file = await parsed({ england: null });
    assert.equal(file.observations.length, PROVIDERS.length);
    assert.deepEqual(
      file.findings.map(({ kind }) => kind),
      ['no-printed-total'],
    );
  });

  it('with an error cell reports no figure there, and with an error for a total is refused', async () => {
    const file = await parsed({
      providers: PROVIDERS.map((one) => (one[0] === 'NV302' ? [one[0], one[1], '#REF!'] : one)),
    });
    assert.deepEqual(figures(file)[1], ['NV302', 'missing']);
    assert.deepEqual(file.findings[0]?.kind, 'unreadable-cell');
    const source = await tablesWorkbook({
      fy: FY,
      edit: (book) => (sheetNamed(book, 'TA2021').getCell('C11').value = 'n/a'),
    });
    await assert.rejects(parse(source), refusal(SourceErrorCode.totalDisagrees, /"n\/a", not a number/));
  });

  it('says which year it is of: by titles and sheet names, which must agree, else by the file name', async () => {
    const copied = await tablesWorkbook({ fy: FY, titled: '2019-20' });
    await assert.rejects(
      parse(copied),
      refusal(SourceErrorCode.wrongPeriod, /Sheet "TA2021" is titled .*2019-20.*, not 2020-21/),
    );
    const found = maternity.recognise(copied);
    assert.ok('notThis' in found && found.nearly);
    const other = await tablesWorkbook({ fy: '2019-20' });
    await assert.rejects(parse(other), refusal(SourceErrorCode.wrongPeriod, /2019-20, not 2020-21/));

    const silent = (fileName: string): Promise<SourceBytes> =>
      wideWorkbook({ fy: '2024-25', titled: 'final', fileName });
    assert.deepEqual(maternity.recognise(await silent('hosp-epis-stat-mat-pla-2425_v2.xlsx')), {
      fy: '2024-25',
      slot: '2024-25 HES',
      period: '2024-25',
      by: 'name',
    });
    await assert.rejects(
      parse(await silent('pla.xlsx'), '2024-25'),
      refusal(SourceErrorCode.wrongPeriod, /does not say that the figures are of 2024-25/),
    );
  });

  it('is never taken for MSDS', async () => {
    await assert.rejects(
      async () => maternity.parse(await tablesWorkbook({ fy: FY }), contextOf(FY, 'MSDS')),
      refusal(SourceErrorCode.wrongTable, /not MSDS data/),
    );
  });

  const SIBLINGS: readonly (readonly [name: string, text: string, why: RegExp])[] = [
    ['summary-tables', 'Region,Deliveries\nEngland,602000', /national and regional tables/],
    ['hesmeta', 'Field,Description\nTotal deliveries,Finished delivery episodes', /metadata/],
    ['dq', 'Org code,Org name,Completeness %\nR1H,BARTS HEALTH NHS TRUST,97.3', /data quality/],
  ];
  for (const [name, text, why] of SIBLINGS) {
    it(`is not ${name}, which has no deliveries by provider`, async () => {
      const source = await sourceOf(new TextEncoder().encode(text), `hosp-epis-stat-mat-${name}-2020-21.csv`);
      const found = maternity.recognise(source);
      assert.ok('notThis' in found && found.nearly);
      assert.match(found.notThis, why);
      await assert.rejects(parse(source), refusal(SourceErrorCode.headingMissing, /Headings found/));
    });
  }
});
