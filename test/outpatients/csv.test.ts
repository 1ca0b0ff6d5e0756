import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import {
  type OutpatientLabels,
  outpatientCsv,
  outpatientWorkbook,
  type Provider,
  PROVIDERS,
  type SomeOutpatients,
} from '../fixtures/outpatients.ts';
import { type Edit, contextOf } from '../fixtures/provider-level.ts';
import { refusal } from '../tables/refusal.ts';

type Csv = SomeOutpatients & OutpatientLabels;

async function parse(options: Csv): Promise<ParsedFile> {
  return await outpatients.parse(await outpatientCsv(options), contextOf(options.fy));
}

async function refusals(edit: Edit): Promise<readonly string[]> {
  const fy = '2023-24';
  return outpatients.check(await parse({ fy, edit }), contextOf(fy)).map(({ code }) => code);
}

/** Writes other words in every cell that has these. */
const swap =
  (from: RegExp | string, to: string): Edit =>
  (rows) => {
    for (const row of rows)
      for (const [at, cell] of row.entries()) if (typeof cell === 'string') row[at] = cell.replace(from, to);
  };

/** Leaves only the rows that fit. */
const only =
  (fits: (row: readonly unknown[]) => boolean): Edit =>
  (rows) =>
    void rows.splice(0, rows.length, ...rows.filter(fits));

const SUMMARY = 'Attendance Summary by Gender';

describe('the outpatient CSV of 2022-23 onwards', () => {
  const drifts: readonly Csv[] = [
    { fy: '2022-23', valueHeading: 'MEASURE_VALUE_SUM_1' },
    { fy: '2023-24' },
    { fy: '2024-25', numbered: true },
  ];
  for (const drift of drifts) {
    it(`of ${drift.fy} is recognised, read and passes every check`, async () => {
      const source = await outpatientCsv(drift);
      assert.deepEqual(outpatients.recognise(source), {
        fy: drift.fy,
        slot: drift.fy,
        period: drift.fy,
        by: 'content',
      });
      const parsed = await outpatients.parse(source, contextOf(drift.fy));
      assert.deepEqual(outpatients.check(parsed, contextOf(drift.fy)), []);
      assert.deepEqual([parsed.layout, parsed.findings, parsed.quarantine], ['csv-long', [], []]);
      assert.equal(parsed.observations.length, PROVIDERS.length * 17);
      assert.equal(parsed.totals.length, 17);
    });
  }

  it('gives every figure with the row it stands in', async () => {
    const parsed = await parse({ fy: '2023-24' });
    assert.deepEqual(
      parsed.observations.find((one) => one.orgCode === 'RJ1-X' && one.measure === 'dna_male'),
      {
        orgCode: 'RJ1-X',
        orgName: "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST",
        period: '2023-24',
        measure: 'dna_male',
        value: 6200,
        status: 'reported',
        printed: '6200',
        sheet: '',
        row: 1 + 3 * 19 + 4,
        column: 'G',
      },
    );
  });

  it('keeps a withheld gender withheld: the sum over the genders is then a lower bound', async () => {
    const { observations } = await parse({ fy: '2023-24' });
    const attended = observations.filter(
      ({ orgCode, measure }) => orgCode === 'RJ1-X' && /^attended_(fe)?(male|gender)/.test(measure),
    );
    assert.deepEqual(
      attended.map(({ status, value }) => [status, value]),
      [
        ['reported', 62_000],
        ['reported', 72_500],
        ['suppressed', null],
      ],
    );
    const parts = outpatients.measures.find(
      ({ measure, years }) => measure === 'op_attendances' && years?.includes('2023-24'),
    )?.parts;
    assert.deepEqual([...(parts ?? [])].sort(), attended.map(({ measure }) => measure).sort());
  });

  it('never adds one cut of the attendances to another', async () => {
    const { observations } = await parse({ fy: '2023-24' });
    assert.ok(!observations.some(({ measure }) => /age|oct/i.test(measure)));
    for (const { parts, optionalParts = [] } of outpatients.measures) {
      assert.ok(
        [...parts, ...optionalParts].every((part) => /_(male|female|gender_unknown|total)$/.test(part)),
      );
    }
  });

  it('may end in notes, and a row of a provider without a code is set aside', async () => {
    const parsed = await parse({
      fy: '2023-24',
      edit: (rows) =>
        void rows.push(
          ['2324', 'Provider', '-', 'UNKNOWN', SUMMARY, 'Attended-Female', 15],
          ['Copyright 2024'],
        ),
    });
    assert.deepEqual(
      parsed.quarantine.map(({ orgCode, rule }) => [orgCode, rule]),
      [['-', 'no-organisation-code']],
    );
  });

  it('counts a row once that is printed twice', async () => {
    const parsed = await parse({ fy: '2023-24', edit: (rows) => void rows.push(rows[40] ?? []) });
    assert.equal(parsed.observations.length, PROVIDERS.length * 17);
    assert.deepEqual(
      [parsed.quarantine[0]?.rule, parsed.findings[0]?.kind],
      ['duplicate-row', 'duplicate-row'],
    );
    assert.deepEqual(outpatients.check(parsed, contextOf('2023-24')), []);
  });

  it('of full size is read at once', async function () {
    this.timeout(20_000);
    const many: Provider[] = Array.from({ length: 700 }, (_, at) => ({
      ...(PROVIDERS[0] as Provider),
      code: `R${String(at).padStart(4, '0')}`,
    }));
    const cut = 'First Attendances by Outcome';
    const edit: Edit = (rows) => {
      for (const { code, name } of many)
        for (let at = 0; at < 60; at += 1) rows.push(['2324', 'Provider', code, name, cut, at, 5]);
    };
    const parsed = await parse({ fy: '2023-24', providers: many, edit });
    assert.equal(parsed.observations.length, 700 * 17);
    assert.deepEqual(outpatients.check(parsed, contextOf('2023-24')), []);
  });

  describe('is refused', () => {
    const cases: readonly (readonly [what: string, edit: Edit, ...refused: Parameters<typeof refusal>])[] = [
      [
        'when a single row is of another year',
        (rows) => ((rows.at(-1) ?? [])[0] = '2223'),
        'WRONG_PERIOD',
        /row 172 says "2223", not 2023-24/,
      ],
      ['without a heading, with the headings found', swap('MEASURE_TYPE', 'CUT'), 'HEADING_MISSING', /"CUT"/],
      [
        'without an outcome that is added up, with the labels found',
        only((row) => !String(row[5]).includes('Hospital Cancelled')),
        'HEADING_MISSING',
        /hospital_cancelled_male/,
        /"Attendance Summary by Gender" \(Attended-Male, Attended-Female/,
      ],
      [
        'with an outcome nobody has told us of',
        swap('Hospital Cancelled', 'Arrived late'),
        'UNKNOWN_LAYOUT',
        /Arrived late-Male/,
      ],
      [
        'without national rows',
        only((row) => row[1] !== 'National'),
        'TOTAL_DISAGREES',
        /no national figure of attended_male/,
      ],
      [
        'without providers',
        only((row) => row[1] !== 'Provider'),
        'UNKNOWN_LAYOUT',
        /no row of level "Provider"/,
      ],
    ];
    for (const [what, edit, ...refused] of cases) {
      it(what, async () => {
        await assert.rejects(parse({ fy: '2023-24', edit }), refusal(...refused));
      });
    }

    it('in a year of workbooks, whose totals are what is read', async () => {
      const source = await outpatientCsv({ fy: '2020-21' });
      await assert.rejects(
        async () => await outpatients.parse(source, contextOf('2020-21')),
        refusal('UNKNOWN_LAYOUT', /Take the workbook/),
      );
    });
  });

  it('is kept out when cut short, and when one provider has two figures', async () => {
    const short: Edit = (rows) => void rows.splice(-60);
    assert.ok((await refusals(short)).includes('TOTAL_DISAGREES'));
    const twice: Edit = (rows) =>
      void rows.push(['2324', 'Provider', 'R0A', 'MANCHESTER UNIVERSITY', SUMMARY, 'Attended-Female', 55]);
    assert.deepEqual(await refusals(twice), ['DUPLICATE_ROWS', 'TOTAL_DISAGREES']);
    const huge: Edit = (rows) => {
      const row = rows.find((each) => each[5] === 'Attended-Female' && each[6] === 52_500) ?? [];
      row[6] = 52_500_000;
    };
    assert.deepEqual(await refusals(huge), ['IMPLAUSIBLE', 'TOTAL_DISAGREES']);
  });

  it('has a recipe for op_attendances and op_appointments in every year, and only one', async () => {
    for (const fy of outpatients.years) {
      for (const column of ['op_attendances', 'op_appointments']) {
        const recipes = outpatients.measures.filter(
          ({ measure, years }) => measure === column && years?.includes(fy),
        );
        assert.equal(recipes.length, 1, `${column} of ${fy}`);
      }
    }
    const { observations } = await outpatients.parse(
      await outpatientWorkbook({ fy: '2019-20' }),
      contextOf('2019-20'),
    );
    const printed = new Set(observations.map(({ measure }) => measure));
    const recipe = outpatients.measures.find(
      ({ measure, years }) => measure === 'op_appointments' && years?.includes('2019-20'),
    );
    for (const part of [...(recipe?.parts ?? []), ...(recipe?.optionalParts ?? [])])
      assert.ok(printed.has(part), part);
  });
});
