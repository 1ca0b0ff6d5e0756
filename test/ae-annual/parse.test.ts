import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { aeAnnual } from '../../datasets/ae-annual/dataset.ts';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import {
  type AeRow,
  aeCsv,
  aeWorkbook,
  englandOf,
  PROVIDERS,
  type SomeAttendances,
  type SomeWorkbook,
} from '../fixtures/ae-annual.ts';
import { type Edit, contextOf, setCells, withoutRow } from '../fixtures/provider-level.ts';
import { refusal } from '../tables/refusal.ts';

async function fromWorkbook(options: SomeWorkbook, fy = options.fy): Promise<ParsedFile> {
  return await aeAnnual.parse(await aeWorkbook(options), contextOf(fy));
}

async function fromCsv(
  options: SomeAttendances & { waitingTimes?: boolean },
  fy = options.fy,
): Promise<ParsedFile> {
  return await aeAnnual.parse(await aeCsv(options), contextOf(fy));
}

/** Leaves only the rows that fit. */
const only =
  (fits: (row: readonly unknown[]) => boolean): Edit =>
  (rows) =>
    void rows.splice(0, rows.length, ...rows.filter(fits));

function figure(parsed: ParsedFile, code: string, measure: string): number | string | null | undefined {
  const one = parsed.observations.find((each) => each.orgCode === code && each.measure === measure);
  return one?.status === 'reported' ? one.value : one?.status;
}

function kinds({ findings }: ParsedFile): readonly string[] {
  return findings.map(({ kind }) => kind).sort();
}

const HES = 'Data presented within this report are from the Hospital Episode Statistics (HES).';
const ECDS = 'Data presented within this report are from the Emergency Care Data Set (ECDS).';

describe('annual A&E by provider', () => {
  const workbooks: readonly SomeWorkbook[] = [
    { fy: '2017-18', source: HES },
    { fy: '2018-19', source: HES },
    { fy: '2019-20', source: HES, title: 'Hospital Accident & Emergency Activity 2019-20' },
    { fy: '2020-21', source: ECDS },
    { fy: '2021-22', source: ECDS, title: 'Hospital Accident and Emergency Activity, 2021-22' },
    { fy: '2022-23', source: ECDS },
  ];
  for (const options of workbooks) {
    const measure = options.fy <= '2019-20' ? 'hes_attendances' : 'ecds_attendances';
    it(`of ${options.fy} in a workbook is recognised, read as ${measure} and passes every check`, async () => {
      const { fy } = options;
      const source = await aeWorkbook(options);
      assert.deepEqual(aeAnnual.recognise(source), { fy, slot: fy, period: fy, by: 'content' });
      const parsed = await aeAnnual.parse(source, contextOf(fy));
      assert.deepEqual(aeAnnual.check(parsed, contextOf(fy)), []);
      assert.deepEqual([parsed.layout, parsed.published], ['workbook-data-sheet', '2021-09-30']);
      assert.deepEqual(
        parsed.observations.map((one) => [one.orgCode, one.measure, one.value]),
        PROVIDERS.map(([code, , count]) => [code, measure, count === '*' ? null : count]),
      );
      assert.equal(parsed.totals[0]?.published, englandOf(PROVIDERS));
    });
  }

  for (const fy of ['2022-23', '2023-24', '2024-25']) {
    it(`of ${fy} in a CSV is recognised, read as ecds_attendances and passes every check`, async () => {
      const source = await aeCsv({ fy, waitingTimes: true });
      assert.deepEqual(aeAnnual.recognise(source), { fy, slot: fy, period: fy, by: 'content' });
      const parsed = await aeAnnual.parse(source, contextOf(fy));
      assert.deepEqual(aeAnnual.check(parsed, contextOf(fy)), []);
      assert.equal(parsed.layout, 'csv-waiting-times');
      assert.equal(figure(parsed, 'R0A', 'ecds_attendances'), 412_340);
      assert.equal(figure(parsed, 'RYF', 'ecds_attendances'), 0);
      assert.equal(figure(parsed, 'NLX01', 'ecds_attendances'), 'suppressed');
      assert.equal(parsed.observations.length, 2 * PROVIDERS.length, 'two cuts of the same attendances');
    });
  }

  it('is read from the data sheet, where a table for reading has the same headings', async () => {
    for (const fy of ['2017-18', '2021-22']) {
      const parsed = await fromWorkbook({ fy, tableHeading: 'Code' });
      assert.equal(parsed.observations[0]?.sheet, `${fy.replace('-', '')} DATA`);
    }
  });

  it('may have a tenth of a percent less than England, not two, and never more', async () => {
    const codes = async (total: number): Promise<readonly string[]> => {
      const parsed = await fromWorkbook({ fy: '2020-21', edit: setCells({ B3: total }) });
      return aeAnnual.check(parsed, contextOf('2020-21')).map(({ code }) => code);
    };
    const sum = PROVIDERS.reduce((all, [, , count]) => all + (Number(count) || 0), 0);
    assert.deepEqual(await codes(Math.round(sum * 1.001)), []);
    assert.deepEqual(await codes(Math.round(sum * 1.002)), ['TOTAL_DISAGREES']);
    assert.deepEqual(await codes(Math.round(sum * 0.999)), ['TOTAL_DISAGREES']);
  });

  it('is given with the cell it stands in, the code and name as printed', async () => {
    assert.deepEqual((await fromWorkbook({ fy: '2020-21' })).observations[1], {
      orgCode: 'RJ1-X',
      orgName: '',
      period: '2020-21',
      measure: 'ecds_attendances',
      value: 189_005,
      status: 'reported',
      printed: '189005',
      sheet: '202021 DATA',
      row: 7,
      column: 'B',
    });
    assert.deepEqual(
      (await fromCsv({ fy: '2023-24' })).observations.find(
        ({ orgCode, measure }) => orgCode === 'RCX' && measure === 'ecds_attendances',
      ),
      {
        orgCode: 'RCX',
        orgName: "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST",
        period: '2023-24',
        measure: 'ecds_attendances',
        value: 71_250,
        status: 'reported',
        printed: '71250',
        sheet: '',
        row: 42,
        column: 'G',
      },
    );
  });

  describe('marks the break between the two collections', () => {
    it('with a measure of its own on either side', () => {
      const parts = (fy: string): readonly (readonly string[])[] =>
        aeAnnual.measures.filter(({ years }) => years?.includes(fy)).map((recipe) => recipe.parts);
      for (const fy of aeAnnual.years) {
        assert.deepEqual(parts(fy), [[fy <= '2019-20' ? 'hes_attendances' : 'ecds_attendances']], fy);
      }
    });

    it('in every file from the first year of ECDS on, and in none before', async () => {
      assert.ok(!kinds(await fromWorkbook({ fy: '2019-20', source: HES })).includes('series-break'));
      for (const parsed of [
        await fromWorkbook({ fy: '2020-21', source: ECDS }),
        await fromCsv({ fy: '2024-25' }),
      ]) {
        const mark = parsed.findings.find(({ kind }) => kind === 'series-break');
        assert.equal(mark?.severity, 'info');
        assert.match(mark.message, /Emergency Care Data Set.*2020-21.*Hospital Episode Statistics.*2019-20/);
        assert.ok(!kinds(parsed).includes('collection-doubt'));
      }
    });

    it('with a doubt where the title page names the other collection only', async () => {
      assert.ok(kinds(await fromWorkbook({ fy: '2020-21', source: HES })).includes('collection-doubt'));
      const both = `${ECDS} Earlier years: Hospital Episode Statistics.`;
      assert.ok(!kinds(await fromWorkbook({ fy: '2020-21', source: both })).includes('collection-doubt'));
    });
  });

  it('says how far the providers are from England where rounding does not explain it', async () => {
    const parsed = await fromWorkbook({ fy: '2019-20' });
    const apart = parsed.findings.find(({ kind }) => kind === 'total-apart');
    assert.match(apart?.message ?? '', /England has 690144 hes_attendances.*add up to 689450 \(-694 apart\)/);
  });

  it('takes the total by source where a CSV has no total attendances, and compares the two where it has both', async () => {
    const without = await fromCsv({ fy: '2022-23', waitingTimes: false });
    assert.equal(without.layout, 'csv-attendance-source');
    assert.equal(figure(without, 'R0A', 'ecds_attendances'), 412_340);
    const differing = await fromCsv({
      fy: '2023-24',
      edit: (rows) => {
        const row = rows.find((each) => each[2] === 'R0A' && each[5] === 'Attendance Source Total') ?? [];
        row[6] = 412_000;
      },
    });
    const doubt = differing.findings.find(({ kind }) => kind === 'identity');
    assert.deepEqual([doubt?.orgCode, doubt?.measure], ['R0A', 'ae_attendances_annual']);
  });

  it('is never taken from the year before, which is printed beside it as republished', async () => {
    await assert.rejects(
      fromWorkbook({ fy: '2020-21' }, '2019-20'),
      refusal('WRONG_PERIOD', /"202021 DATA" holds 2020-21, not 2019-20/),
    );
    // The workbook's own sheet is damaged, or left out.
    const damaged = await aeWorkbook({ fy: '2020-21', edit: setCells({ B2: 'Attendances' }) });
    const leftOut = await aeWorkbook({ fy: '2020-21', sheets: ['201920 DATA'] });
    for (const source of [damaged, leftOut]) {
      for (const fy of ['2019-20', '2020-21']) {
        await assert.rejects(
          async () => await aeAnnual.parse(source, contextOf(fy)),
          refusal('WRONG_PERIOD', /of 2020-21 by its title/, /"201920 DATA"/),
        );
      }
      assert.ok('notThis' in aeAnnual.recognise(source));
    }
  });

  it('is taken from a single sheet of any name by its headings, with the year of the title', async () => {
    const parsed = await fromWorkbook({ fy: '2021-22', sheets: ['Data'] });
    assert.equal(parsed.observations[0]?.sheet, 'Data');
  });

  it('is not confused with admitted care, monthly A&E or outpatients, whose files are much alike', async () => {
    const admitted = await aeWorkbook({ fy: '2019-20', headings: ['Total Episodes', 'Admissions'] });
    const monthly = await aeCsv({
      fy: '2020-21',
      fileName: 'ae_2020_01.csv',
      edit: (rows) => void rows.splice(0, rows.length, ['Period', 'Org Code']),
    });
    for (const source of [admitted, monthly]) assert.ok('notThis' in aeAnnual.recognise(source));
    assert.ok(!('nearly' in aeAnnual.recognise(monthly)));
    assert.ok('notThis' in outpatients.recognise(await aeWorkbook({ fy: '2019-20' })));
    assert.ok('notThis' in outpatients.recognise(await aeCsv({ fy: '2023-24' })));
  });

  describe('is refused', () => {
    it('from MSitAE tables, which count type 1 departments only', async () => {
      const fileName = 'AE2122_ECDS_MSitAE_Tables.xlsx';
      const options = { fy: '2021-22', sheets: ['Table 1', 'Table 6'], codeHeading: 'Provider code' };
      for (const source of [
        await aeWorkbook({ ...options, fileName }),
        await aeWorkbook({ ...options, fileName: 'tables.xlsx' }),
      ]) {
        const found = aeAnnual.recognise(source);
        assert.ok('notThis' in found && found.nearly === true);
        assert.match(found.notThis, /type 1 departments only/);
        await assert.rejects(
          async () => await aeAnnual.parse(source, contextOf('2021-22')),
          refusal('WRONG_TABLE', /"Table 6"/),
        );
      }
    });

    it('without a column of all attendances, with the headings found', async () => {
      await assert.rejects(
        fromWorkbook({ fy: '2018-19', headings: ['Type 1 Attendances', 'Admitted'] }),
        refusal('HEADING_MISSING', /"Type 1 Attendances", "Admitted"/, /layouts\.ts/),
      );
      await assert.rejects(
        fromWorkbook({ fy: '2018-19', headings: ['Total Attendances', 'Total attendances '] }),
        refusal('HEADING_MISSING', /two columns/),
      );
      await assert.rejects(
        fromCsv({ fy: '2023-24', edit: only((row) => !/total/i.test(String(row[5]))) }),
        refusal('UNKNOWN_LAYOUT', /"Waiting Times" \(Within 4 hours\)/),
      );
    });

    it('with another year in the title, in any row, or in two sheets', async () => {
      await assert.rejects(
        fromWorkbook({ fy: '2019-20', sheets: ['201920 DATA', '201920 DATA (2)'] }),
        refusal('UNKNOWN_LAYOUT', /"201920 DATA \(2\)" and "201920 DATA"/),
      );
      await assert.rejects(
        fromCsv({ fy: '2023-24' }, '2024-25'),
        refusal('WRONG_PERIOD', /row 2 says "2324", not 2024-25/),
      );
      await assert.rejects(
        fromCsv({
          fy: '2023-24',
          edit: (rows) => {
            for (const row of rows) if (row[1] === 'National') row[0] = '2223';
          },
        }),
        refusal('WRONG_PERIOD', /says "2223"/),
      );
    });

    it('without England', async () => {
      await assert.rejects(
        fromWorkbook({ fy: '2019-20', edit: withoutRow('ENGLAND') }),
        refusal('TOTAL_DISAGREES', /no England row/),
      );
      await assert.rejects(
        fromCsv({ fy: '2023-24', edit: only((row) => row[1] !== 'National') }),
        refusal('TOTAL_DISAGREES', /no national figure/),
      );
    });
  });

  it('is kept out by a lost row, a count that cannot be, and one code with two figures', async () => {
    const cases: readonly (readonly [edit: Edit, code: string])[] = [
      [withoutRow('RCX'), 'TOTAL_DISAGREES'],
      [setCells({ B7: 189_005.5 }), 'IMPLAUSIBLE'],
      [setCells({ A11: 'R0A' }), 'DUPLICATE_ROWS'],
    ];
    for (const [edit, code] of cases) {
      const parsed = await fromWorkbook({ fy: '2019-20', edit });
      assert.deepEqual(
        aeAnnual.check(parsed, contextOf('2019-20')).map((refused) => refused.code),
        [code],
      );
    }
  });

  it('in a CSV of a hundred thousand rows keeps two figures of each provider', async function () {
    this.timeout(20_000);
    const many = Array.from({ length: 200 }, (_, at): AeRow => [
      `R${String(at).padStart(4, '0')}`,
      'A TRUST',
      500,
    ]);
    const edit: Edit = (rows) => {
      for (const [code] of many)
        for (let at = 0; at < 500; at += 1)
          rows.push(['2324', 'Provider', code, 'A TRUST', 'Clinical', `Diagnosis ${at}`, 5]);
    };
    const parsed = await fromCsv({ fy: '2023-24', providers: many, edit });
    assert.equal(parsed.observations.length, 400);
    assert.deepEqual(aeAnnual.check(parsed, contextOf('2023-24')), []);
  });
});
