import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import {
  type OutpatientWords,
  outpatientWorkbook,
  PROVIDERS,
  type SomeOutpatients,
} from '../fixtures/outpatients.ts';
import { type Edit, contextOf, setCells, withoutRow } from '../fixtures/provider-level.ts';
import { refusal } from '../tables/refusal.ts';

type Book = SomeOutpatients & OutpatientWords;

async function parse(options: Book): Promise<ParsedFile> {
  return await outpatients.parse(await outpatientWorkbook(options), contextOf(options.fy));
}

function figure(parsed: ParsedFile, code: string, measure: string): number | string | null | undefined {
  const one = parsed.observations.find((each) => each.orgCode === code && each.measure === measure);
  return one?.status === 'reported' ? one.value : one?.status;
}

describe('the outpatient workbook of 2017-18 to 2021-22', () => {
  const drifts: readonly Book[] = [
    { fy: '2017-18', regions: ['Y54', 'Y55', 'Y56', 'Y57'], between: '\n- ' },
    { fy: '2018-19', regions: ['Y54', 'Y58', 'Y59'], between: '  - ' },
    { fy: '2019-20', between: ' \n– ' },
    { fy: '2020-21', between: '\u00a0—  ' },
    { fy: '2021-22' },
  ];
  for (const drift of drifts) {
    it(`of ${drift.fy} is recognised, read and passes every check`, async () => {
      const notes: Edit = (rows) => void rows.push([], ['*Small numbers'], ['Source']);
      const source = await outpatientWorkbook({ ...drift, edit: notes });
      assert.deepEqual(outpatients.recognise(source), {
        fy: drift.fy,
        slot: drift.fy,
        period: drift.fy,
        by: 'content',
      });
      const parsed = await outpatients.parse(source, contextOf(drift.fy));
      assert.deepEqual(outpatients.check(parsed, contextOf(drift.fy)), []);
      assert.deepEqual([parsed.layout, parsed.published], ['workbook-mpdp', '2020-10-08']);
      assert.deepEqual([parsed.findings, parsed.quarantine], [[], []]);
      assert.deepEqual(
        [...new Set(parsed.observations.map(({ orgCode }) => orgCode))],
        PROVIDERS.map(({ code }) => code),
      );
      assert.equal(figure(parsed, 'R0A', 'attended_total'), 94_520);
      assert.equal(figure(parsed, 'R0A', 'hospital_cancelled_female'), 7130);
      assert.equal(figure(parsed, 'R0A', 'outcome_unknown_total'), 60);
    });
  }

  it('gives every figure with the cell it stands in, the code as printed', async () => {
    const parsed = await parse({ fy: '2019-20' });
    assert.deepEqual(
      parsed.observations.find((one) => one.orgCode === 'RJ1-X' && one.measure === 'dna_total'),
      {
        orgCode: 'RJ1-X',
        orgName: "GUY'S AND ST THOMAS' NHS FOUNDATION TRUST",
        period: '2019-20',
        measure: 'dna_total',
        value: 13_450,
        status: 'reported',
        printed: '13450',
        sheet: 'MPDP 2019-20',
        row: 10,
        column: 'J',
      },
    );
  });

  it('keeps a withheld figure withheld, a zero zero, and the printed total beside a withheld gender', async () => {
    const parsed = await parse({ fy: '2019-20' });
    assert.equal(figure(parsed, 'RJ1-X', 'attended_gender_unknown'), 'suppressed');
    assert.equal(figure(parsed, 'RJ1-X', 'attended_total'), 134_505);
    assert.equal(figure(parsed, 'RY6', 'attended_total'), 'suppressed');
    assert.equal(figure(parsed, 'ACH01', 'hospital_cancelled_total'), 0);
  });

  it('leaves out regions, Wales and unknown regions, which are cuts of England', async () => {
    const parsed = await parse({ fy: '2019-20', regions: ['Y56', 'y63'] });
    assert.ok(parsed.observations.every(({ orgCode }) => !/^(y|q99|-|all)/i.test(orgCode)));
    assert.deepEqual(parsed.quarantine, []);
    const attended = parsed.totals.find(({ measure }) => measure === 'attended_total');
    assert.deepEqual([attended?.row, attended?.column], [3, 'F']);
  });

  it('knows England by its code or, where that is blank, by its name', async () => {
    for (const [code, name] of [
      ['ENG', 'England'],
      ['', 'ENGLAND'],
      ['E92000001', 'England '],
      ['Total', ''],
    ]) {
      const edit = setCells({ A3: code ?? '', B3: name ?? '' });
      const parsed = await parse({ fy: '2019-20', edit });
      assert.equal(parsed.totals[0]?.row, 3);
      assert.deepEqual([outpatients.check(parsed, contextOf('2019-20')), parsed.quarantine], [[], []]);
    }
  });

  it('needs a number of England for what is required, and may have a dash for the rest', async () => {
    const unknown = await parse({ fy: '2019-20', edit: setCells({ V3: '-' }) });
    assert.ok(!unknown.totals.some(({ measure }) => measure === 'outcome_unknown_total'));
    assert.equal(figure(unknown, 'R0A', 'outcome_unknown_total'), 60);
    await assert.rejects(
      parse({ fy: '2019-20', edit: setCells({ F3: '-' }) }),
      refusal('TOTAL_DISAGREES', /"-"/),
    );
  });

  it('knows a cancellation by who cancelled, in any of the words for it', async () => {
    for (const [byPatient, byHospital] of [
      ['Patient Cancellations', 'Hospital  cancellations'],
      ['Appointments cancelled by patient', 'Appointments cancelled by the hospital'],
      ['Patient cancelled appointments', 'Hospital cancelled appointments'],
    ]) {
      const outcomes = ['Attendances', 'DNAs', byPatient ?? '', byHospital ?? '', 'Unknown'];
      const parsed = await parse({ fy: '2020-21', outcomes });
      assert.equal(figure(parsed, 'R0A', 'patient_cancelled_male'), 5080);
      assert.equal(figure(parsed, 'R0A', 'hospital_cancelled_male'), 6090);
    }
    const late = [
      'Attendances',
      'DNAs',
      'Patient cancellations',
      'Hospital cancellations',
      'Late patient cancellations',
    ];
    await assert.rejects(parse({ fy: '2020-21', outcomes: late }), refusal('UNKNOWN_LAYOUT', /Late patient/));
  });

  it('takes attendances by type beside them, and no other cut', async () => {
    const { observations } = await parse({ fy: '2019-20' });
    const measures = new Set(observations.map(({ measure }) => measure));
    assert.ok(measures.has('attended_subsequent_tele'));
    assert.equal(measures.size, 25);
  });

  it('sets aside a row with figures and no organisation code', async () => {
    const parsed = await parse({ fy: '2019-20', edit: setCells({ A10: 'not a code' }) });
    assert.deepEqual(
      parsed.quarantine.map(({ row, rule }) => [row, rule]),
      [[10, 'no-organisation-code']],
    );
  });

  it('marks a cell with a word in it, and takes it as not reported', async () => {
    const parsed = await parse({ fy: '2019-20', edit: setCells({ R13: 'n/a' }) });
    assert.equal(figure(parsed, 'RY6', 'hospital_cancelled_total'), 'missing');
    const [finding] = parsed.findings;
    assert.equal(finding?.kind, 'unreadable-cell');
    assert.match(finding.message, /R13 .*"n\/a"/);
  });

  it('marks a total that is not its genders, and attendances that are not their types', async () => {
    // Females of R0A, 500 fewer; subsequent attendances of RJ1-X, far fewer.
    const edit = setCells({ D9: 52_000, Y10: 1_000 });
    const { findings } = await parse({ fy: '2019-20', edit });
    const about = findings.filter(({ kind }) => kind.endsWith('-identity'));
    assert.deepEqual(
      about.map(({ kind, orgCode, measure }) => [kind, orgCode, measure]),
      [
        ['gender-identity', 'R0A', 'op_attendances'],
        ['type-identity', 'RJ1-X', 'op_attendances'],
      ],
    );
    assert.match(about[0]?.message ?? '', /attended_total is 94520, but .* add up to 94020/);
  });

  describe('is refused', () => {
    const late = 'Table 1:Arrived late and seen - Total';
    const cases: readonly (readonly [what: string, Omit<Book, 'fy'>, ...Parameters<typeof refusal>])[] = [
      [
        'when its sheet is of another year',
        { sheet: 'MPDP 2018-19' },
        'WRONG_PERIOD',
        /2018-19, not 2019-20/,
      ],
      [
        'when its title is of another year',
        { titles: [['Hospital Outpatient Activity, 2018-19']] },
        'WRONG_PERIOD',
        /title says 2018-19/,
      ],
      [
        'when nothing in it says which year',
        { sheet: 'MPDP', titles: [['Outpatients']] },
        'WRONG_PERIOD',
        /no year that can be told/,
      ],
      [
        'without a column that is added up, with the headings found',
        { outcomes: ['Attendances', 'DNAs', 'Patient cancellations', 'Beds', 'Unknown'] },
        'HEADING_MISSING',
        /hospital_cancelled_total/,
        /"Table 1:\s+Beds/,
        /layouts\.ts/,
      ],
      [
        'with an outcome nobody has told us of, since it may be split off from a known one',
        { edit: setCells({ AB2: late }) },
        'UNKNOWN_LAYOUT',
        new RegExp(`"${late}"`),
      ],
      [
        'with the same heading twice',
        { edit: setCells({ AB2: 'Table 1:Attendances - Total' }) },
        'HEADING_MISSING',
        /two columns/,
      ],
      ['without its row of England', { edit: withoutRow('All') }, 'TOTAL_DISAGREES', /no England row/],
    ];
    for (const [what, words, ...refused] of cases) {
      it(what, async () => {
        await assert.rejects(parse({ fy: '2019-20', ...words }), refusal(...refused));
      });
    }
  });

  it('is kept out by a lost row, columns mixed up, and one code with two figures', async () => {
    const codes = async (edit: Edit): Promise<readonly string[]> => {
      const parsed = await parse({ fy: '2019-20', edit });
      return [...new Set(outpatients.check(parsed, contextOf('2019-20')).map(({ code }) => code))];
    };
    assert.deepEqual(await codes(withoutRow('RYR-X')), ['TOTAL_DISAGREES']);
    const swapped: Edit = (rows) => {
      for (const row of rows.slice(2)) [row[3], row[9]] = [row[9] ?? null, row[3] ?? null];
    };
    assert.deepEqual(await codes(swapped), ['IMPLAUSIBLE']);
    assert.deepEqual(await codes(setCells({ A11: 'R0A' })), ['DUPLICATE_ROWS']);
    assert.deepEqual(await codes(setCells({ U9: -1 })), ['IMPLAUSIBLE']);
  });
});
