import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import { refusal } from '../tables/refusal.ts';
import { contextOf, opCsv, opWorkbook, PROVIDERS, type OpCsv, type Provider } from './outpatient-files.ts';

/** What becomes of the lines of the file before it is read. */
type Lines = NonNullable<OpCsv['lines']>;

async function parse(options: OpCsv): Promise<ParsedFile> {
  return await outpatients.parse(await opCsv(options), contextOf(options.fy));
}

async function refusals(options: OpCsv): Promise<readonly string[]> {
  return outpatients.check(await parse(options), contextOf(options.fy)).map(({ code }) => code);
}

const swap =
  (from: RegExp | string, to: string): Lines =>
  (lines) =>
    lines.map((line) => line.replace(from, to));

describe('the outpatient CSV of 2022-23 onwards', () => {
  const drifts: readonly OpCsv[] = [
    { fy: '2022-23', valueHeading: 'MEASURE_VALUE_SUM_1' },
    { fy: '2023-24' },
    { fy: '2024-25', numbered: true },
  ];
  for (const drift of drifts) {
    it(`of ${drift.fy} is recognised, read and passes every check`, async () => {
      const source = await opCsv(drift);
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
        row: 1 + 3 * 18 + 5,
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
        ['reported', 72_500],
        ['reported', 62_000],
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
      lines: (lines) => [
        ...lines,
        '2324,Provider,-,UNKNOWN,Attendance Summary by Gender,Attended-Female,15',
        'Copyright 2024,,,,,,',
      ],
    });
    assert.deepEqual(
      parsed.quarantine.map(({ orgCode, rule }) => [orgCode, rule]),
      [['-', 'no-organisation-code']],
    );
  });

  it('counts a row once that is printed twice', async () => {
    const parsed = await parse({ fy: '2023-24', lines: (lines) => [...lines, lines[37] ?? ''] });
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
    const ages: Lines = (lines) => [
      ...lines,
      ...many.flatMap(({ code, name }) =>
        Array.from(
          { length: 60 },
          (_, at) => `2324,Provider,${code},${name},First Attendances by Outcome,${at},5`,
        ),
      ),
    ];
    const parsed = await parse({ fy: '2023-24', providers: many, lines: ages });
    assert.equal(parsed.observations.length, 700 * 17);
    assert.deepEqual(outpatients.check(parsed, contextOf('2023-24')), []);
  });

  describe('is refused', () => {
    it('when a single row is of another year', async () => {
      const lines: Lines = (all) => [...all.slice(0, -1), (all.at(-1) ?? '').replace('2324', '2223')];
      await assert.rejects(
        parse({ fy: '2023-24', lines }),
        refusal('WRONG_PERIOD', /row 163 says "2223", not 2023-24/),
      );
    });

    it('without a heading, with the headings found', async () => {
      const lines = swap('MEASURE_TYPE', 'CUT');
      await assert.rejects(parse({ fy: '2023-24', lines }), refusal('HEADING_MISSING', /"CUT"/));
    });

    it('without an outcome that is added up, with the labels found', async () => {
      const lines: Lines = (all) => all.filter((line) => !line.includes('Hospital Cancelled'));
      await assert.rejects(
        parse({ fy: '2023-24', lines }),
        refusal(
          'HEADING_MISSING',
          /hospital_cancelled_male/,
          /"Attendance Summary by Gender" \(Attended-Female, Attended-Male/,
        ),
      );
    });

    it('with an outcome nobody has told us of', async () => {
      const lines = swap('Hospital Cancelled', 'Arrived late');
      await assert.rejects(parse({ fy: '2023-24', lines }), refusal('UNKNOWN_LAYOUT', /Arrived late-Female/));
    });

    it('without national rows, or without providers', async () => {
      const without =
        (level: string): Lines =>
        (all) =>
          all.filter((line) => !line.includes(`,${level},`));
      await assert.rejects(
        parse({ fy: '2023-24', lines: without('National') }),
        refusal('TOTAL_DISAGREES', /no national figure of attended_male/),
      );
      await assert.rejects(
        parse({ fy: '2023-24', lines: without('Provider') }),
        refusal('UNKNOWN_LAYOUT', /no row of level "Provider"/),
      );
    });

    it('in a year of workbooks, whose totals are what is read', async () => {
      const source = await opCsv({ fy: '2020-21' });
      await assert.rejects(
        async () => await outpatients.parse(source, contextOf('2020-21')),
        refusal('UNKNOWN_LAYOUT', /Take the workbook/),
      );
    });
  });

  it('is kept out when cut short, and when one provider has two figures', async () => {
    const short: Lines = (lines) => lines.slice(0, -60);
    assert.ok((await refusals({ fy: '2023-24', lines: short })).includes('TOTAL_DISAGREES'));
    const twice: Lines = (lines) => [
      ...lines,
      '2324,Provider,R0A,MANCHESTER UNIVERSITY,Attendance Summary by Gender,Attended-Female,55',
    ];
    assert.deepEqual(await refusals({ fy: '2023-24', lines: twice }), ['DUPLICATE_ROWS', 'TOTAL_DISAGREES']);
    const huge = swap(/Attended-Female,52500$/, 'Attended-Female,52500000');
    assert.deepEqual(await refusals({ fy: '2023-24', lines: huge }), ['IMPLAUSIBLE', 'TOTAL_DISAGREES']);
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
      await opWorkbook({ fy: '2019-20' }),
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
