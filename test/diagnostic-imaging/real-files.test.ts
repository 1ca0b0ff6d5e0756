import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import { diagnosticImaging } from '../../datasets/diagnostic-imaging/dataset.ts';
import { monthsOf } from '../../nhs/financial-year.ts';
import { itWithNhsFiles, nhsFile, nhsFileNames } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource } from '../tables/source-of.ts';
import { contextOf } from '../fixtures/diagnostic-imaging.ts';

interface Published {
  readonly file: string;
  readonly layout: string;
  readonly published: string;
  /** England, sum of provider rows, of which NHS trusts; England MRI and CT (dossier, section 6). */
  readonly totals: readonly [number, number, number, number, number];
  /** Airedale, Cambridge, Barts, King's, Buckinghamshire (dossier, section 6). */
  readonly trusts: readonly [number, number, number, number, number];
  /** Trusts with a month without any number, each with the months that have one (dossier, section 5). */
  readonly short: string;
}

const SPOT = ['RCF', 'RGT', 'R1H', 'RJZ', 'RXQ'];
const PUBLISHED: Readonly<Record<string, Published>> = {
  '2017-18': {
    file: 'Tables-1a-1l-2017-18-Modality-Provider-Counts-XLSX-222KB.xlsx',
    layout: 'did-month-sheets final',
    published: '2018-11-22',
    totals: [42_701_440, 42_701_285, 41_797_815, 3_464_010, 5_146_480],
    trusts: [139_280, 366_330, 806_745, 530_750, 293_590],
    short: 'RW3 6, RM2 6, R0A 6, RT1 5, RY1 2',
  },
  '2018-19': {
    file: 'DID-Table-1-2018-19-Modality-Provider-Counts.xlsx',
    layout: 'did-year final',
    published: '2019-12-19',
    totals: [44_771_065, 44_771_050, 43_729_280, 3_743_995, 5_665_930],
    trusts: [147_050, 383_440, 865_590, 549_130, 301_295],
    short: 'RBT 11, RFR 11, RJF 3, RGQ 3',
  },
  '2020-21': {
    file: 'DID-Table-1-2020-21-Modality-Provider-Counts.xlsx',
    layout: 'did-year final',
    published: '2021-11-18',
    totals: [34_920_425, 34_920_345, 34_157_400, 3_008_970, 5_574_475],
    trusts: [112_325, 282_070, 686_320, 477_620, 223_295],
    short: 'RT3 10, RD3 6, RDZ 6, R0D 6',
  },
  '2021-22': {
    file: 'DID-Table-1-2021-22-Modality-Provider-Counts.xlsx',
    layout: 'did-year final',
    published: '2022-12-15',
    totals: [44_008_635, 44_008_465, 42_963_280, 3_845_155, 6_720_535],
    trusts: [144_260, 362_830, 900_615, 619_690, 281_355],
    short: 'RJR 11, RW6 6',
  },
  '2022-23': {
    file: 'DID-Table-1-2022-23-Modality-Provider-Counts.xlsx',
    layout: 'did-year-to-date provisional',
    published: '2023-07-20',
    totals: [43_478_480, 43_478_400, 42_343_760, 3_943_570, 6_653_630],
    trusts: [148_305, 370_815, 941_120, 632_165, 220_955],
    short:
      'RAP 9, RJ7 10, RTE 10, RA9 11, R0D 9, RTK 11, RXQ 9, RVV 11, RDU 10, RPA 7, RHU 10, RHW 11, ' +
      'RX1 11, R1D 10, RL1 10, RWE 8, RWH 11, RXR 11, RBT 11, RM3 3, RVY 10, RWJ 11, RMP 11, ' +
      'RNN 6, RTR 10, RFR 11',
  },
  '2023-24': {
    file: 'DID-Table-1-2023-24-Modality-Provider-Counts.xlsx',
    layout: 'did-year final',
    published: '2024-11-21',
    totals: [47_160_305, 47_160_265, 45_913_110, 4_415_465, 7_681_150],
    trusts: [151_700, 400_915, 994_285, 316_825, 105_590],
    short:
      'RXQ 4, RJZ 6, RV5 6, RNN 8, RYY 7, RWE 10, R1D 10, RBS 10, RXW 10, RJ1 11, RKE 11, RVV 11, ' +
      'RDU 11, RVY 3, RMP 11, RY7 6, RFR 11',
  },
};

async function open(name: string): Promise<SourceBytes> {
  return await fileSource(nhsFile('diagnostic-imaging', name) ?? '');
}

const parsedYears = new Map<string, ParsedFile>();

async function parse(fy: string): Promise<ParsedFile> {
  const known = parsedYears.get(fy);
  if (known) return known;
  const parsed = await diagnosticImaging.parse(await open(PUBLISHED[fy]?.file ?? ''), contextOf(fy));
  parsedYears.set(fy, parsed);
  return parsed;
}

/** The periods that make the year: its own column, or the twelve months where it has none. */
function periodsOf(fy: string): readonly string[] {
  return fy === '2017-18' ? monthsOf(fy) : [fy];
}

function sumOf(figures: readonly { readonly value: number | null }[]): number {
  return figures.reduce((sum, { value }) => sum + (value ?? 0), 0);
}

describe('the published Table 1', function () {
  this.timeout(20_000);

  for (const [fy, expected] of Object.entries(PUBLISHED)) {
    itWithNhsFiles(`of ${fy} is recognised, and has the totals and trusts it is known for`, async () => {
      const source = await open(expected.file);
      const { published } = expected;
      assert.deepEqual(diagnosticImaging.recognise(source), {
        fy,
        slot: fy,
        period: fy,
        by: 'content',
        edition: published,
      });
      const parsed = await diagnosticImaging.parse(source, contextOf(fy));
      assert.deepEqual(
        [`${parsed.layout} ${parsed.maturity}`, parsed.published],
        [expected.layout, published],
      );
      assert.deepEqual(diagnosticImaging.check(parsed, contextOf(fy)), []);
      assert.deepEqual(parsed.quarantine, []);
      const totals = parsed.totals.filter(({ period }) => periodsOf(fy).includes(period));
      const england = (stem: string): number =>
        totals
          .filter((figure) => figure.measure.startsWith(stem))
          .reduce((sum, { published }) => sum + published, 0);
      const year = parsed.observations.filter(({ period }) => periodsOf(fy).includes(period));
      assert.deepEqual(
        [
          england('tests_'),
          sumOf(year),
          sumOf(year.filter((figure) => figure.orgCode.startsWith('R'))),
          england('tests_mri'),
          england('tests_ct'),
        ],
        expected.totals,
      );
      assert.deepEqual(
        SPOT.map((code) => sumOf(year.filter((figure) => figure.orgCode === code))),
        expected.trusts,
      );
    });

    itWithNhsFiles(`of ${fy} names every trust that lacks a month, and the months it has`, async () => {
      const parsed = await parse(fy);
      const short = parsed.findings
        .filter(({ kind, orgCode }) => kind === 'months-missing' && orgCode?.startsWith('R'))
        .map(({ orgCode = '', message }) => `${orgCode} ${/\((\d+) of 12 months/.exec(message)?.[1] ?? ''}`);
      assert.equal(short.sort().join(', '), expected.short.split(', ').sort().join(', '));
      assert.ok(!parsed.findings.some(({ kind }) => kind === 'year-not-months' || kind === 'part-of-year'));
    });
  }

  itWithNhsFiles('gives the figures of named cells', async () => {
    const cell = async (fy: string, org: string, period: string, measure: string): Promise<unknown> => {
      const figure = (await parse(fy)).observations.find(
        (each) => each.orgCode === org && each.period === period && each.measure === `tests_${measure}`,
      );
      if (!figure) return undefined;
      const { sheet, column, row, printed, value, status, orgName } = figure;
      return [`${sheet}!${column}${row}`, printed, value, status, orgName];
    };
    const aintree = 'Aintree University Hospital NHS Foundation Trust';
    assert.deepEqual(await cell('2017-18', 'REM', '2017-04', 'ct'), [
      ...['Table 1a!E17', '2625', 2625, 'reported', aintree],
    ]);
    assert.deepEqual(await cell('2017-18', 'REM', '2017-04', 'plain_radiography'), [
      ...['Table 1a!K17', '10835', 10_835, 'reported', aintree],
    ]);
    assert.deepEqual(await cell('2017-18', 'RBS', '2017-04', 'pet'), [
      ...['Table 1a!L19', '*', null, 'suppressed', "Alder Hey Children's NHS Foundation Trust"],
    ]);
    assert.deepEqual(await cell('2017-18', 'REM', '2017-04', 'medical_photography'), [
      ...['Table 1a!I17', '0', 0, 'reported', aintree],
    ]);
    assert.deepEqual(await cell('2018-19', 'REM', '2019-03', 'mri'), [
      ...['Provider!Q27', '1240', 1240, 'reported', aintree],
    ]);
  });

  itWithNhsFiles('of England has the first and last months it is known for', async () => {
    const england = async (fy: string, month: string): Promise<number> =>
      (await parse(fy)).totals
        .filter((figure) => figure.period === month)
        .reduce((sum, { published }) => sum + published, 0);
    for (const [fy, month, tests] of [
      ['2017-18', '2017-04', 3_275_805],
      ['2017-18', '2018-03', 3_677_230],
      ['2018-19', '2018-04', 3_634_635],
      ['2018-19', '2019-03', 3_853_635],
      ['2020-21', '2020-04', 1_572_675],
      ['2023-24', '2024-03', 3_930_040],
    ] as const)
      assert.equal(await england(fy, month), tests, month);
  });

  itWithNhsFiles('counts withheld figures as withheld: 255 in 2017-18, 388 in 2020-21', async () => {
    const withheld = async (fy: string): Promise<number> =>
      (await parse(fy)).observations.filter((figure) => figure.status === 'suppressed').length;
    assert.equal(await withheld('2017-18'), 255);
    assert.equal(await withheld('2020-21'), 388);
  });

  itWithNhsFiles('of 2022-23 has one trust under two names, both kept', async () => {
    const rows = (await parse('2022-23')).observations.filter(
      (figure) => figure.orgCode === 'RXF' && figure.period === '2022-23' && figure.measure === 'tests_ct',
    );
    assert.deepEqual(
      rows.map((figure) => figure.orgName),
      ['Mid Yorkshire Hospitals NHS Trust', 'Mid Yorkshire Teaching NHS Trust'],
    );
  });

  itWithNhsFiles('passes on what its title page says of single providers', async () => {
    const issues = (await parse('2023-24')).findings.filter((figure) => figure.kind === 'provider-issue');
    assert.match(
      issues.find((figure) => figure.orgCode === 'RJ1')?.message ?? '',
      /shortfall of 230,000 records/,
    );
    assert.match(
      issues.find((figure) => figure.orgCode === 'RJR')?.message ?? '',
      /excess of 45,000 records/,
    );
    assert.equal(issues.length, 17);
    const merged = (await parse('2020-21')).findings.filter((figure) => figure.kind === 'provider-issue');
    assert.deepEqual(
      merged.map(({ orgCode = '', severity }) => `${orgCode} ${severity}`),
      ['RD3 info', 'RDZ info', 'R0D info', 'RT3 info', 'RJ1 info', 'RQM warning', 'RDE warning'],
    );
  });
});

describe('the published siblings of Table 1', () => {
  const siblings = nhsFileNames('diagnostic-imaging').filter((name) =>
    /^DID-Table-(?:[2-9]|1\d)-/.test(name),
  );
  for (const name of siblings) {
    itWithNhsFiles(`are refused by their title, whatever their headings: ${name}`, async () => {
      const source = await open(name);
      const found = diagnosticImaging.recognise(source);
      assert.ok('notThis' in found && found.nearly === true, JSON.stringify(found));
      assert.throws(
        () => diagnosticImaging.parse(source, contextOf('2018-19')),
        refusal('WRONG_TABLE', /is titled "Table (?:[2-9]|1\d)/),
      );
    });
  }
});
