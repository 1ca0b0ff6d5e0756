import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { maternity } from '../../datasets/maternity/dataset.ts';
import {
  contextOf,
  type HesWorkbook,
  HOSPITALS,
  tablesWorkbook,
  wideWorkbook,
} from '../fixtures/maternity.ts';
import { refusal } from '../tables/refusal.ts';
import { sourceOf } from '../tables/source-of.ts';

const FY = '2020-21';

async function parse(source: SourceBytes, fy = FY): Promise<ParsedFile> {
  return await maternity.parse(source, contextOf(fy, 'HES'));
}

async function parsed(options: Partial<HesWorkbook>): Promise<ParsedFile> {
  return await parse(await tablesWorkbook({ fy: FY, ...options }));
}

async function wide(options: Partial<HesWorkbook>, fy = '2022-23'): Promise<ParsedFile> {
  return await parse(await wideWorkbook({ fy, ...options }), fy);
}

function refusals(file: ParsedFile): readonly string[] {
  return maternity.check(file, contextOf(FY, 'HES')).map(({ code }) => code);
}

function figures({ observations }: ParsedFile): readonly unknown[] {
  return observations.map(({ orgCode, value, status }) => [orgCode, value ?? status]);
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
    ['2024-25', wideWorkbook],
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
      assert.equal((await parsed({ totalHeading })).observations.length, HOSPITALS.length, totalHeading);
    }
    const bare = await parsed({ cells: { TB2021: { A10: null } } });
    assert.equal(bare.observations.length, HOSPITALS.length);
  });

  it('is read whatever its columns of code and name are called, as long as the code stands left of the name', async () => {
    for (const [code, name] of [
      ['Provider', 'Provider name'],
      ['Provider', 'Description'],
      ['Trust', 'Trust name'],
      ['ODS code [note 2]', 'Name'],
    ] as const) {
      const file = await wide({ cells: { Provider: { A2: code, B2: name } } });
      assert.equal(file.observations.length, HOSPITALS.length, `${code}, ${name}`);
    }
  });

  it('takes a bare "Total" beside ways of delivery, though no title speaks of deliveries; not where one speaks of births', async () => {
    const bareTotal = (title: string): Promise<ParsedFile> =>
      wide({
        totalHeading: 'total',
        cells: {
          Provider: { A1: title, C1: null, D1: null, D2: 'Spontaneous vertex', E2: 'Emergency caesarean' },
        },
      });
    const { observations } = await bareTotal('Table 11: Provider level analysis, 2022-23');
    assert.equal(observations.length, HOSPITALS.length);
    await assert.rejects(bareTotal('Table 11: Live births by provider, 2022-23'), refusal('HEADING_MISSING'));
  });

  it('has its England row under the code ENG, whatever its name says; it is no organisation', async () => {
    const file = await wide({ cells: { Provider: { B3: 'England (all providers)' } } });
    assert.equal(file.observations.length, HOSPITALS.length);
    assert.deepEqual(
      file.totals.map(({ published }) => published),
      [33709],
    );
  });

  it('is of the year its cover names, though a sheet of notes behind it speaks of another', async () => {
    const source = await wideWorkbook({
      fy: '2022-23',
      edit: (sheets) => sheets.push({ name: 'Notes', lines: [['Home births are left out since 2019-20.']] }),
    });
    assert.equal((await parse(source, '2022-23')).observations.length, HOSPITALS.length);
    await assert.rejects(parse(source, '2019-20'), refusal('WRONG_PERIOD'));
  });

  it('has a total beside its parts only: one of caesareans, or of a heading not known, is not taken', async () => {
    const caesareans = parsed({
      totalHeading: 'Total',
      cells: { TB2021: { C9: 'Caesarean deliveries' }, TC2021: { C10: 'Caesarean deliveries' } },
    });
    await assert.rejects(caesareans, refusal('HEADING_MISSING'));
    await assert.rejects(
      parsed({ totalHeading: 'Women delivered' }),
      refusal('HEADING_MISSING', /"TB2021": "Code", "Description", "Women delivered"/, /layouts\.ts/),
    );
  });

  it('does not count a site beside its trust, nor a region among the providers', async () => {
    const file = await parsed({
      providers: [
        ['Y56', 'LONDON COMMISSIONING REGION', 21810],
        ...HOSPITALS,
        ['R1H12', 'THE ROYAL LONDON', 5000],
      ],
    });
    assert.equal(file.observations.length, HOSPITALS.length);
    assert.deepEqual(
      file.quarantine.map(({ orgCode, rule }) => [orgCode, rule]),
      [['R1H12', 'site-of-trust']],
    );
    assert.deepEqual(refusals(file), []);
  });

  it('whose tables disagree about a trust keeps the first, with a finding; about many, is refused', async () => {
    const other = (...cells: readonly string[]): Promise<ParsedFile> =>
      parsed({ cells: { TC2021: Object.fromEntries(cells.map((cell) => [cell, 400])) } });
    const apart = await other('C17');
    assert.deepEqual(figures(apart)[3], ['RJ1', 6310]);
    const [finding] = apart.findings;
    assert.deepEqual(
      [finding?.kind, finding?.orgCode, finding?.measure],
      ['tables-disagree', 'RJ1', 'deliveries'],
    );
    assert.match(
      finding?.message ?? '',
      /400 deliveries in sheet "TC2021", row 17, and 6310 in sheet "TB2021", row 16/,
    );
    assert.deepEqual(refusals(apart), []);
    const many = await other('C16', 'C17', 'C18', 'C19');
    assert.deepEqual(refusals(many), ['TOTAL_DISAGREES']);
  });

  it('is refused when its rows are not its England row, and tells when rounding does not explain the rest', async () => {
    assert.deepEqual(refusals(await parsed({ providers: HOSPITALS.slice(0, -1) })), ['TOTAL_DISAGREES']);
    const near = await parsed({ england: 33_800 });
    assert.deepEqual(refusals(near), []);
    assert.deepEqual(
      near.findings.map(({ kind, severity }) => [kind, severity]),
      [['total-residual', 'warning']],
    );
  });

  it('without an England row is loaded with a warning: not every form of it is known to have one', async () => {
    const file = await parsed({ england: null });
    assert.equal(file.observations.length, HOSPITALS.length);
    assert.deepEqual(
      file.findings.map(({ kind }) => kind),
      ['no-printed-total'],
    );
  });

  it('with an error cell reports no figure there, and with an error for a total is refused', async () => {
    const file = await parsed({
      providers: HOSPITALS.map((row) => (row[0] === 'NV302' ? [row[0], row[1], '#REF!'] : row)),
    });
    assert.deepEqual(figures(file)[1], ['NV302', 'missing']);
    assert.deepEqual(file.findings[0]?.kind, 'unreadable-cell');
    await assert.rejects(
      parsed({ cells: { TB2021: { C11: 'n/a' } } }),
      refusal('TOTAL_DISAGREES', /"n\/a", not a number/),
    );
  });

  it('says which year it is of: by titles and sheet names, which must agree, else by the file name', async () => {
    const copied = await tablesWorkbook({ fy: FY, titled: '2019-20' });
    await assert.rejects(
      parse(copied),
      refusal('WRONG_PERIOD', /Sheet "TB2021" is titled .*2019-20.*, not 2020-21/),
    );
    const found = maternity.recognise(copied);
    assert.ok('notThis' in found && found.nearly);
    const other = await tablesWorkbook({ fy: '2019-20' });
    await assert.rejects(parse(other), refusal('WRONG_PERIOD', /2019-20, not 2020-21/));

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
      refusal('WRONG_PERIOD', /does not say that the figures are of 2024-25/),
    );
  });

  it('is never taken for MSDS', async () => {
    await assert.rejects(
      async () => maternity.parse(await tablesWorkbook({ fy: FY }), contextOf(FY, 'MSDS')),
      refusal('WRONG_TABLE', /not MSDS data/),
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
      await assert.rejects(parse(source), refusal('HEADING_MISSING', /Headings found/));
    });
  }
});
