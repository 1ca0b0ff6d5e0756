import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { maternity } from '../../datasets/maternity/dataset.ts';
import type { SourceErrorCode } from '../../nhs/source-error.ts';
import {
  ALL_SUBMITTERS,
  contextOf,
  type MsdsCsv,
  msdsCsv,
  NATIONAL,
  SUBMITTERS,
  UPPER_CASE,
} from '../fixtures/maternity.ts';
import { refusal } from '../tables/refusal.ts';

/** The words and bytes of each year (dossier maternity, sections 4b to 4d). */
const YEARS: readonly (readonly [layout: string, csv: MsdsCsv])[] = [
  ['long-all-submitters', { fy: '2018-19', words: ALL_SUBMITTERS }],
  ['long-upper-case', { fy: '2018-19', words: UPPER_CASE, bom: true }],
  ['long-upper-case', { fy: '2019-20', words: UPPER_CASE }],
  ['long-national', { fy: '2020-21', words: NATIONAL, bom: true, end: '\r\n' }],
  ['long-national', { fy: '2021-22', words: NATIONAL, bom: true }],
  ['long-national', { fy: '2022-23', words: NATIONAL }],
  ['long-national', { fy: '2023-24', words: NATIONAL, end: '\r\n' }],
  ['long-national', { fy: '2024-25', words: NATIONAL }],
];

const FY = '2021-22';

async function parse(source: SourceBytes, fy = FY, collection: 'HES' | 'MSDS' = 'MSDS'): Promise<ParsedFile> {
  return await maternity.parse(source, contextOf(fy, collection));
}

async function parsed(options: Partial<MsdsCsv>): Promise<ParsedFile> {
  return await parse(await msdsCsv({ fy: FY, ...options }));
}

function refusals(file: ParsedFile): readonly string[] {
  return maternity.check(file, contextOf(FY, 'MSDS')).map(({ code }) => code);
}

const TOTAL_OF_PROVIDER = /TotalDel.*Provider/;
const isNoTotal = (line: string): boolean => !line.includes('TotalDeliveries');

describe('MSDS data of maternity', () => {
  for (const [layout, csv] of YEARS) {
    const { fy } = csv;
    it(`of ${fy} (${layout}${csv.bom ? ', with a BOM' : ''}) give each provider its one total of deliveries`, async () => {
      const source = await msdsCsv(csv);
      assert.deepEqual(maternity.recognise(source), { fy, slot: `${fy} MSDS`, period: fy, by: 'content' });
      const file = await parse(source, fy);
      assert.equal(file.layout, layout);
      assert.deepEqual(
        file.observations.map(({ orgCode, value, status }) => [orgCode, value, status]),
        [
          ['RJ1', 6105, 'reported'],
          ['R1H', 14120, 'reported'],
          ['RNL', 1200, 'reported'],
          ['RNN', 1305, 'reported'],
          ['RJN', 0, 'reported'],
          // In the file with bookings only: its figure is missing, it is not absent.
          ['RY2', null, 'missing'],
        ],
      );
      for (const { period, measure } of file.observations)
        assert.deepEqual([period, measure], [fy, 'deliveries_msds']);
      assert.deepEqual(
        file.totals.map(({ published, sumOfRows }) => [published, sumOfRows]),
        [[22730, 22730]],
      );
      assert.deepEqual(maternity.check(file, contextOf(fy, 'MSDS')), []);
    });
  }

  it('leave an organisation without a total out, and say so beside its cell', async () => {
    const { findings } = await parsed({});
    assert.deepEqual(
      findings.map(({ kind, orgCode, measure }) => [kind, orgCode, measure]),
      [['no-total', 'RY2', 'deliveries_msds']],
    );
  });

  it('keep -1 and an asterisk suppressed, and neither is zero', async () => {
    const file = await parsed({
      providers: [...SUBMITTERS, ['RVR', 'EPSOM', '-1'], ['RAP', 'NORTH MIDDLESEX', '*']],
    });
    assert.deepEqual(
      file.observations
        .filter(({ status }) => status === 'suppressed')
        .map(({ orgCode, value, printed }) => [orgCode, value, printed]),
      [
        ['RVR', null, '-1'],
        ['RAP', null, '*'],
      ],
    );
    assert.deepEqual(refusals(file), []);
  });

  it('may add up to half a percent more than their total, a delivery being counted at two trusts', async () => {
    const file = await parsed({ total: '22620' });
    assert.deepEqual(refusals(file), []);
    assert.ok(
      file.findings.some(({ kind, message }) => kind === 'total-residual' && /110 more/.test(message)),
    );
    assert.deepEqual(refusals(await parsed({ total: '22610' })), ['TOTAL_DISAGREES']);
  });

  it('are refused when a trust is lost or a region is taken for one', async () => {
    const lost = await parsed({ edit: (lines) => lines.filter((line) => !/TotalDel.*R1H/.test(line)) });
    assert.deepEqual(refusals(lost), ['TOTAL_DISAGREES']);
    const region = await parsed({
      edit: (lines) => lines.map((line) => line.replace('NHS England (Region),Y56', 'Provider,Y56')),
    });
    assert.deepEqual(refusals(region), ['TOTAL_DISAGREES']);
  });

  it('with one code twice are refused where the figures differ, and counted once where they agree', async () => {
    const again = (value: string) => (lines: readonly string[]) => [
      ...lines,
      `${FY},TotalDeliveries,Provider,RNL,NORTH CUMBRIA,,Deliveries,${value}`,
    ];
    assert.ok(refusals(await parsed({ edit: again('1250') })).includes('DUPLICATE_ROWS'));
    const same = await parsed({ edit: again('1200') });
    assert.deepEqual(refusals(same), []);
    assert.equal(same.quarantine[0]?.rule, 'duplicate-row');
  });

  it('with figures nobody can have are refused', async () => {
    for (const [value, total] of [
      ['-5', '16620'],
      ['6105.5', '22730'],
      ['61050', '77675'],
    ] as const) {
      const providers = SUBMITTERS.map((row) =>
        row[0] === 'RJ1' ? ([...row.slice(0, 2), value] as const) : row,
      );
      const file = await parsed({ total, providers: providers as typeof SUBMITTERS });
      assert.ok(refusals(file).includes('IMPLAUSIBLE'), value);
    }
  });

  const REFUSED: readonly (readonly [
    what: string,
    code: SourceErrorCode,
    words: RegExp,
    edit: (lines: readonly string[]) => readonly string[],
  ])[] = [
    [
      'one row of another year',
      'WRONG_PERIOD',
      /row 4 says "2020-21", not 2021-22/,
      (lines) => lines.map((line, at) => (at === 3 ? line.replace('2021-22', '2020-21') : line)),
    ],
    ['no period', 'WRONG_PERIOD', /no period/, (lines) => lines.map((line) => line.replace(/^2021-22/, ''))],
    [
      'babies counted as deliveries',
      'WRONG_TABLE',
      /TotalDeliveries counts "Babies"/,
      (lines) => lines.map((line) => line.replace(/(TotalDel.*),Deliveries,/, '$1,Babies,')),
    ],
    [
      'a part under the name of the total',
      'WRONG_TABLE',
      /"Singleton" of them/,
      (lines) => lines.map((line) => line.replace(/(TotalDel.*),,Deliveries,/, '$1,Singleton,Deliveries,')),
    ],
    [
      'no national row',
      'TOTAL_DISAGREES',
      /has no total of all submitters/,
      (lines) => lines.filter((line) => !line.includes('TotalDeliveries,National')),
    ],
    [
      'no provider',
      'UNKNOWN_LAYOUT',
      /the levels are "National", "NHS England \(Region\)"/,
      (lines) => lines.filter((line) => !TOTAL_OF_PROVIDER.test(line)),
    ],
    [
      'a word for a figure',
      'IMPLAUSIBLE',
      /row \d+, column H \("Value"\) prints "n\/a"/,
      (lines) => lines.map((line) => line.replace(/14120$/, 'n/a')),
    ],
    [
      'no total dimension (the breastfeeding csv)',
      'WRONG_TABLE',
      /Its dimensions are: "GestationAtBooking", "DeliveryMethodBabyGroup", "OnsetOfLabour"/,
      (lines) => lines.filter(isNoTotal),
    ],
  ];
  for (const [what, code, words, edit] of REFUSED) {
    it(`with ${what} are refused in words`, async () => {
      await assert.rejects(parsed({ edit }), refusal(code, words));
    });
  }

  it('in the words of another year are refused, and recognised as such', async () => {
    const source = await msdsCsv({ fy: '2022-23', words: UPPER_CASE });
    const found = maternity.recognise(source);
    assert.ok('notThis' in found && found.nearly);
    assert.match(found.notThis, /of 2022-23, in the words of 2018-19, 2019-20/);
    await assert.rejects(parse(source, '2022-23'), refusal('WRONG_TABLE', /of MSDS of 2022-23 \(dimension/));
    const heading = await msdsCsv({
      fy: FY,
      edit: ([headings = '', ...lines]) => [headings.replace('Measure', 'Measure1'), ...lines],
    });
    await assert.rejects(
      parse(heading),
      refusal(
        'HEADING_MISSING',
        /beside those of layout long-national: .*"Measure1" is not among them.*not found: "measure"/,
      ),
    );
  });

  it('are never taken for HES', async () => {
    const source = await msdsCsv({ fy: FY });
    await assert.rejects(parse(source, FY, 'HES'), refusal('WRONG_TABLE', /no total of deliveries of HES/));
  });

  it('of another year than was asked for are refused', async () => {
    const source = await msdsCsv({ fy: '2022-23' });
    await assert.rejects(parse(source), refusal('WRONG_PERIOD', /"2022-23", not 2021-22/));
  });

  it('without deliveries or of a year not read are named as such', async () => {
    const filtered: MsdsCsv = {
      fy: FY,
      edit: (lines) => lines.filter(isNoTotal),
      fileName: 'breastfeeding.csv',
    };
    const mixed: MsdsCsv = {
      fy: FY,
      edit: (lines) => lines.map((line, at) => (at === 5 ? line.replace(FY, '2020-21') : line)),
    };
    for (const [csv, words] of [
      [filtered, /without a total of deliveries by provider/],
      [{ fy: '2015-16' }, /2015-16, a year this project does not read/],
      [mixed, /does not say of which one year/],
    ] as const) {
      const found = maternity.recognise(await msdsCsv(csv));
      assert.ok('notThis' in found && found.nearly);
      assert.match(found.notThis, words);
    }
  });
});
