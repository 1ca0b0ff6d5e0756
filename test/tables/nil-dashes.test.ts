import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Observation, ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { withNilDashes, type RowSum } from '../../datasets/tables/provider-level/nil-dashes.ts';
import { plainLabel } from '../../datasets/tables/provider-level/label.ts';
import { readNumber } from '../../nhs/printed-number.ts';
import { openSource } from '../../spreadsheet/open-source.ts';
import { cellText } from '../../spreadsheet/workbook.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';

const SUMS: readonly RowSum[] = [{ whole: ['all'], parts: ['female', 'male', 'unknown'] }];
type Printed = Readonly<Record<string, string>>;

/** Figures by organisation as printed, and England's. */
function fileOf(
  rows: Readonly<Record<string, Printed>>,
  england: Readonly<Record<string, number>>,
): ParsedFile {
  const observations = Object.entries(rows).flatMap(([orgCode, figures], index) =>
    Object.entries(figures).map(([measure, printed]): Observation => {
      const read = readNumber(printed);
      return {
        ...{ orgCode, orgName: orgCode, period: '2021-22', measure, printed },
        value: read.kind === 'number' ? read.value : null,
        status: read.kind === 'number' ? 'reported' : read.kind === 'suppressed' ? 'suppressed' : 'missing',
        ...{ sheet: 'Data', row: index + 2, column: 'C' },
      };
    }),
  );
  const sumOf = (measure: string): number =>
    observations.reduce((sum, one) => sum + (one.measure === measure ? (one.value ?? 0) : 0), 0);
  return {
    ...{ layout: 'x', maturity: 'final', observations, quarantine: [], findings: [], tables: [] },
    totals: Object.entries(england).map(([measure, published]) => ({
      ...{ period: '2021-22', measure, published, sumOfRows: sumOf(measure) },
      ...{ sheet: 'Data', row: 1, column: 'C' },
    })),
  };
}

function cell(file: ParsedFile, orgCode: string, measure: string): readonly unknown[] {
  const found = file.observations.find((one) => one.orgCode === orgCode && one.measure === measure);
  return [found?.value, found?.status, found?.printed];
}

const kinds = (file: ParsedFile): readonly string[] => file.findings.map(({ kind }) => kind);

describe('a dash in place of a count', () => {
  it('is nil where the total of its row is the sum of the others, and the observation keeps the dash', () => {
    const read = withNilDashes(
      fileOf({ RJ1: { all: '905', female: '500', male: '405', unknown: '-' } }, {}),
      SUMS,
    );
    assert.deepEqual(cell(read, 'RJ1', 'unknown'), [0, 'reported', '-']);
    assert.deepEqual(kinds(read), ['dash-is-nil']);
    assert.match(read.findings[0]?.message ?? '', /1 by the total of the row/);
  });

  it('is missing where the total of its row leaves room for a count, whatever the column says', () => {
    const rows = {
      RJ1: { all: '905', female: '500', male: '300', unknown: '-' },
      RCF: { all: '905', female: '500', male: '300', unknown: '105' },
    };
    const read = withNilDashes(fileOf(rows, { unknown: 105 }), SUMS);
    assert.deepEqual(cell(read, 'RJ1', 'unknown'), [null, 'missing', '-']);
    assert.deepEqual(kinds(read), ['dash-unproved']);
    assert.match(read.findings[0]?.message ?? '', /1 dashes of unknown count as missing/);
  });

  it('is nil where England has what its rows add up to', () => {
    const rows = { RJ1: { dna: '505' }, RCF: { dna: '-' }, RR8: { dna: '*' } };
    const read = withNilDashes(fileOf(rows, { dna: 509 }));
    assert.deepEqual(cell(read, 'RCF', 'dna'), [0, 'reported', '-']);
    assert.deepEqual(cell(read, 'RR8', 'dna'), [null, 'suppressed', '*']);
    assert.match(read.findings[0]?.message ?? '', /1 by the total of the column/);
  });

  it('is missing where England has more than rounding and asterisks explain, or prints no total', () => {
    const rows = { RJ1: { dna: '505' }, RCF: { dna: '-' } };
    for (const england of [{ dna: 525 }, {}]) {
      const read = withNilDashes(fileOf(rows, england));
      assert.deepEqual(cell(read, 'RCF', 'dna'), [null, 'missing', '-']);
      assert.deepEqual(kinds(read), ['dash-unproved']);
    }
  });

  it('is missing in a column of dashes alone, which nothing proves', () => {
    const read = withNilDashes(fileOf({ RJ1: { dna: '-' }, RCF: { dna: '–' } }, { dna: 0 }));
    assert.deepEqual(cell(read, 'RCF', 'dna'), [null, 'missing', '–']);
  });

  it('is never nil in a mean: a mean of nothing is none', () => {
    const rows = { RJ1: { stay: '4' }, RCF: { stay: '-' } };
    const read = withNilDashes(fileOf(rows, { stay: 4 }), [], () => false);
    assert.deepEqual(cell(read, 'RCF', 'stay'), [null, 'missing', '-']);
    assert.deepEqual(kinds(read), []);
  });

  it('leaves a blank as missing', () => {
    const read = withNilDashes(
      fileOf({ RJ1: { dna: '505' }, RCF: { dna: '' }, RR8: { dna: '-' } }, { dna: 505 }),
    );
    assert.deepEqual(cell(read, 'RCF', 'dna'), [null, 'missing', '']);
    assert.deepEqual(cell(read, 'RR8', 'dna'), [0, 'reported', '-']);
  });

  itWithNhsFiles(
    'is nil all 877 times in the export of a genuine Table A of 2020-21, by the totals of its columns',
    async () => {
      const name = '2020-21-Table A.csv';
      const [source] = await openSource(readFileSync(nhsFile('admitted-patient-care', name) ?? ''), name);
      const rows = [...(source?.workbook().sheets[0]?.rows() ?? [])].map(({ cells }) => cells.map(cellText));
      const headings = rows.find((cells) => cells[2] === 'Total Episodes') ?? [];
      const measures = headings.map(plainLabel).slice(2, 12);
      const figures = (cells: readonly string[]): Printed =>
        Object.fromEntries(measures.map((measure, at) => [measure, (cells[at + 2] ?? '').trim()]));
      const isProvider = ([code = '']: readonly string[]): boolean =>
        /^[A-Z0-9]{3,6}(-X)?$/.test(code) && !/^Y\d\d$|^ALL$/.test(code);
      const england = figures(rows.find(([code]) => code === 'ALL') ?? []);
      const file = fileOf(
        Object.fromEntries(rows.filter(isProvider).map((cells) => [cells[0] ?? '', figures(cells)])),
        Object.fromEntries(
          Object.entries(england).map(([key, text]) => [key, Number(text.replaceAll(',', ''))]),
        ),
      );
      const dashes = file.observations.filter(({ printed }) => printed === '-');
      assert.equal(dashes.length, 877);
      const read = withNilDashes(file);
      const after = read.observations.filter(({ printed }) => printed === '-');
      assert.ok(after.every(({ value, status }) => value === 0 && status === 'reported'));
      // Were each of them five, the largest columns would be more apart than rounding explains.
      const wrong = withNilDashes({
        ...file,
        totals: file.totals.map((total) => ({
          ...total,
          published: total.published + 5 * dashes.filter(({ measure }) => measure === total.measure).length,
        })),
      });
      for (const measure of [
        'emergency admissions',
        'planned admissions',
        'waiting list admissions',
        'fce bed days',
      ])
        assert.ok(
          wrong.observations.some(
            (one) => one.measure === measure && one.printed === '-' && one.value === null,
          ),
          measure,
        );
    },
  );
});
