import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { maternity } from '../../datasets/maternity/dataset.ts';
import { SourceErrorCode } from '../../nhs/source-error.ts';
import { refusal } from '../tables/refusal.ts';
import { contextOf } from './contexts.ts';
import {
  ALL_SUBMITTERS,
  longTableFile,
  NATIONAL,
  PROVIDERS,
  UPPER_CASE,
  type Era,
  type LongTableFile,
} from './long-table-file.ts';

const ERAS: readonly (readonly [fy: string, era: Era, layout: string])[] = [
  ['2018-19', ALL_SUBMITTERS, 'long-all-submitters'],
  ['2018-19', { ...UPPER_CASE, bom: true }, 'long-upper-case'],
  ['2019-20', UPPER_CASE, 'long-upper-case'],
  ['2020-21', { ...NATIONAL, bom: true, lineEnd: '\r\n' }, 'long-national'],
  ['2021-22', { ...NATIONAL, bom: true }, 'long-national'],
  ['2022-23', { ...NATIONAL, method: 'DeliveryMethodBabyGroup' }, 'long-national'],
  ['2023-24', { ...NATIONAL, method: 'DeliveryMethodBabyGroup', lineEnd: '\r\n' }, 'long-national'],
];

const FY = '2021-22';

async function parse(source: SourceBytes, fy = FY, collection: 'HES' | 'MSDS' = 'MSDS'): Promise<ParsedFile> {
  return await maternity.parse(source, contextOf(fy, collection));
}

async function parsed(options: Partial<LongTableFile>): Promise<ParsedFile> {
  return await parse(await longTableFile({ fy: FY, era: NATIONAL, ...options }));
}

function refusals(file: ParsedFile): readonly string[] {
  return maternity.check(file, contextOf(FY, 'MSDS')).map(({ code }) => code);
}

describe('MSDS data of maternity', () => {
  for (const [fy, era, layout] of ERAS) {
    it(`of ${fy} (${layout}${era.bom ? ', with a BOM' : ''}) give each provider its one total of deliveries`, async () => {
      const source = await longTableFile({ fy, era });
      assert.deepEqual(maternity.recognise(source), {
        fy,
        slot: `${fy} MSDS`,
        period: fy,
        by: 'content',
      });
      const file = await parse(source, fy);
      assert.equal(file.layout, layout);
      assert.deepEqual(
        file.observations.map(({ orgCode, period, measure, value, status }) => [
          orgCode,
          period,
          measure,
          value,
          status,
        ]),
        [
          ['RJ1', fy, 'deliveries_msds', 6105, 'reported'],
          ['R1H', fy, 'deliveries_msds', 14120, 'reported'],
          ['RNL', fy, 'deliveries_msds', 1200, 'reported'],
          ['RNN', fy, 'deliveries_msds', 1305, 'reported'],
          ['RJN', fy, 'deliveries_msds', 0, 'reported'],
          // In the file with bookings only: its figure is missing, it is not absent.
          ['RY2', fy, 'deliveries_msds', null, 'missing'],
        ],
      );
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
      providers: [...PROVIDERS, ['RVR', 'EPSOM', '-1'], ['RAP', 'NORTH MIDDLESEX', '*']],
    });
    assert.deepEqual(
      file.observations
        .filter(({ status }) => status === 'suppressed')
        .map(({ orgCode, value, status, printed }) => [orgCode, value, status, printed]),
      [
        ['RVR', null, 'suppressed', '-1'],
        ['RAP', null, 'suppressed', '*'],
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
    assert.deepEqual(refusals(await parsed({ total: '22610' })), [SourceErrorCode.totalDisagrees]);
  });

  it('are refused when a trust is lost or a region is taken for one', async () => {
    const lost = await parsed({ edit: (lines) => lines.filter((line) => !/TotalDel.*R1H/.test(line)) });
    assert.deepEqual(refusals(lost), [SourceErrorCode.totalDisagrees]);
    const region = await parsed({
      edit: (lines) => lines.map((line) => line.replace('NHS England (Region),Y56', 'Provider,Y56')),
    });
    assert.deepEqual(refusals(region), [SourceErrorCode.totalDisagrees]);
  });

  it('with one code twice are refused where the figures differ, and counted once where they agree', async () => {
    const again = (value: string) => (lines: readonly string[]) => [
      ...lines,
      `${FY},TotalDeliveries,Provider,RNL,NORTH CUMBRIA,,Deliveries,${value}`,
    ];
    assert.ok(refusals(await parsed({ edit: again('1250') })).includes(SourceErrorCode.duplicateRows));
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
      const file = await parsed({
        total,
        providers: PROVIDERS.map((one) => (one[0] === 'RJ1' ? ['RJ1', one[1], value] : one)),
      });
      assert.ok(refusals(file).includes(SourceErrorCode.implausible), value);
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
      SourceErrorCode.wrongPeriod,
      /row 4 says "2020-21", not 2021-22/,
      (lines) => lines.map((line, at) => (at === 3 ? line.replace('2021-22', '2020-21') : line)),
    ],
    [
      'no period',
      SourceErrorCode.wrongPeriod,
      /no period/,
      (lines) => lines.map((line) => line.replace(/^2021-22/, '')),
    ],
    [
      'babies counted as deliveries',
      SourceErrorCode.wrongTable,
      /TotalDeliveries counts "Babies"/,
      (lines) => lines.map((line) => line.replace(/(TotalDel.*),Deliveries,/, '$1,Babies,')),
    ],
    [
      'a part under the name of the total',
      SourceErrorCode.wrongTable,
      /"Singleton" of them/,
      (lines) => lines.map((line) => line.replace(/(TotalDel.*),,Deliveries,/, '$1,Singleton,Deliveries,')),
    ],
    [
      'no national row',
      SourceErrorCode.totalDisagrees,
      /prints no total over all submitters/,
      (lines) => lines.filter((line) => !line.includes('TotalDeliveries,National')),
    ],
    [
      'no provider',
      SourceErrorCode.unknownLayout,
      /the levels are "National", "NHS England \(Region\)"/,
      (lines) => lines.filter((line) => !/TotalDel.*Provider/.test(line)),
    ],
    [
      'a word for a figure',
      SourceErrorCode.implausible,
      /row \d+, column H \("Value"\) prints "n\/a"/,
      (lines) => lines.map((line) => line.replace(/14120$/, 'n/a')),
    ],
    [
      'no total dimension (the breastfeeding csv)',
      SourceErrorCode.wrongTable,
      /Its dimensions are: "MethodOfDelivery", "OnsetOfLabour"/,
      (lines) => lines.filter((line) => !line.includes('TotalDeliveries')),
    ],
  ];
  for (const [what, code, words, edit] of REFUSED) {
    it(`with ${what} are refused in words`, async () => {
      const source = await longTableFile({ fy: FY, era: NATIONAL, edit });
      await assert.rejects(parse(source), refusal(code, words));
    });
  }

  it('are never taken for HES', async () => {
    const source = await longTableFile({ fy: FY, era: NATIONAL });
    await assert.rejects(
      parse(source, FY, 'HES'),
      refusal(SourceErrorCode.wrongTable, /no total of deliveries of HES/),
    );
  });

  it('of another year than was asked for are refused', async () => {
    const source = await longTableFile({ fy: '2022-23', era: NATIONAL });
    await assert.rejects(parse(source), refusal(SourceErrorCode.wrongPeriod, /"2022-23", not 2021-22/));
  });

  it('without deliveries or of a year not read are named as such', async () => {
    const breast = await longTableFile({
      fy: FY,
      era: NATIONAL,
      fileName: 'breastfeeding.csv',
      edit: (lines) => lines.filter((line) => !line.includes('TotalDeliveries')),
    });
    const old = await longTableFile({ fy: '2015-16', era: NATIONAL });
    const mixed = await longTableFile({
      fy: FY,
      era: NATIONAL,
      edit: (lines) => lines.map((line, at) => (at === 5 ? line.replace(FY, '2020-21') : line)),
    });
    for (const [source, words] of [
      [breast, /without a total of deliveries by provider/],
      [old, /2015-16, a year this project does not read/],
      [mixed, /does not say of which one year/],
    ] as const) {
      const found = maternity.recognise(source);
      assert.ok('notThis' in found && found.nearly);
      assert.match(found.notThis, words);
    }
  });
});
