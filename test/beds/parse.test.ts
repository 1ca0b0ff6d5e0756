import assert from 'node:assert/strict';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { beds } from '../../datasets/beds/dataset.ts';
import { quartersOf } from '../../nhs/financial-year.ts';
import { refusal } from '../tables/refusal.ts';
import { bedsContext as contextOf } from '../fixtures/beds.ts';
import { kh03, type Kh03 } from './four-trusts.ts';

const QUARTER = '2021-22Q2';

async function parse(options: Partial<Kh03> = {}, expected = QUARTER): Promise<ParsedFile> {
  return await beds.parse(await kh03({ quarter: QUARTER, ...options }), contextOf(expected));
}

function figure(parsed: ParsedFile, org: string, measure: string): number | null | undefined {
  return parsed.observations.find((one) => one.orgCode === org && one.measure === measure)?.value;
}

function kinds(parsed: ParsedFile): readonly string[] {
  return parsed.findings.map(
    (finding) => `${finding.kind} ${finding.orgCode ?? ''} ${finding.measure ?? ''}`,
  );
}

function codes(parsed: ParsedFile): readonly string[] {
  return beds.check(parsed, contextOf(QUARTER)).map((one) => one.code);
}

/** What drifted, by year (dossier beds, section 5a). */
const DRIFT: readonly (readonly [fy: string, drift: Omit<Kh03, 'quarter'>])[] = [
  ['2017-18', { periodHeading: 'Period' }],
  ['2018-19', { groupsRepeated: true }],
  ['2019-20', {}],
  ['2020-21', { realDates: true }],
  ['2021-22', { disabilityHeading: 'Learning Disability' }],
  ['2022-23', { disabilityHeading: 'Learning Disability', realDates: true, pushedDown: 2 }],
  ['2023-24', { disabilityHeading: 'Learning Disability', dataQualityFirst: true }],
];

describe('a KH03 overnight workbook', () => {
  for (const [fy, drift] of DRIFT) {
    it(`of ${fy} gives ten figures an organisation, in each quarter`, async () => {
      for (const quarter of quartersOf(fy)) {
        const source = await kh03({ quarter, ...drift });
        assert.deepEqual(beds.recognise(source), {
          fy,
          slot: quarter,
          period: quarter,
          by: 'content',
          edition: '2022-11-24',
        });
        const parsed = await beds.parse(source, contextOf(quarter));
        assert.equal(parsed.observations.length, 40);
        assert.equal(figure(parsed, 'RHA', 'available_total'), 780.5);
        assert.equal(figure(parsed, 'RHA', 'available_ld'), 30.5);
        assert.equal(figure(parsed, 'RHA', 'occupied_mi'), 650);
        assert.equal(figure(parsed, 'R1H', 'occupied_ga'), 1400.125);
        assert.equal(figure(parsed, 'R1H', 'available_maternity'), 200.5);
        assert.deepEqual([parsed.published, parsed.revised], ['2022-05-26', '2022-11-24']);
        assert.deepEqual(beds.check(parsed, contextOf(quarter)), []);
      }
    });
  }

  it('prints an England row for each of the ten columns, with its cell', async () => {
    const { totals } = await parse();
    assert.equal(totals.length, 10);
    assert.deepEqual(totals[0], {
      period: QUARTER,
      measure: 'available_total',
      published: 4071.25,
      sumOfRows: 4071.25,
      sheet: 'NHS Trust by Sector',
      row: 16,
      column: 'G',
    });
  });

  it('is read the same, whatever the column of the region is called', async () => {
    assert.equal((await parse({ regionHeading: 'AT Code' })).layout, 'kh03-region');
  });

  it('with footnotes, blank rows and a regional subtotal keeps to its organisations', async () => {
    const parsed = await parse({
      edit: (sheet) => {
        sheet.getCell('B24').value = 'Note';
        sheet.getCell('E25').value = 'Source';
        sheet.getRow(26).values = [undefined, '2021-22', 'September', 'Y56', undefined, 'LONDON', 2000];
      },
    });
    assert.equal(parsed.observations.length, 40);
    assert.deepEqual(
      parsed.quarantine.map(({ row, rule }) => [row, rule]),
      [[26, 'no-organisation-code']],
    );
    assert.deepEqual(codes(parsed), []);
  });
});

describe('a KH03 workbook in the wrong place', () => {
  it('is refused when its title says day only, whatever its name says', async () => {
    const source = await kh03({
      quarter: '2023-24Q4',
      edit: (sheet) =>
        (sheet.getCell('C2').value =
          'Average daily number of available and occupied beds open day only by sector'),
    });
    assert.throws(() => beds.parse(source, contextOf('2023-24Q4')), refusal('WRONG_TABLE', /day only/));
    assert.match(JSON.stringify(beds.recognise(source)), /day only/);
  });

  it('is refused when it has no title', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('B2').value = null) }),
      refusal('WRONG_TABLE', /overnight/),
    );
  });

  it('is refused when it is of another quarter', async () => {
    await assert.rejects(
      parse({}, '2021-22Q3'),
      refusal('WRONG_PERIOD', /July to September 2021/, /October to December 2021/),
    );
    await assert.rejects(parse({}, '2020-21Q2'), refusal('WRONG_PERIOD'));
  });

  it('is refused when one single row is of another quarter, and names the row', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('C20').value = 'June') }),
      refusal('WRONG_PERIOD', /row 20/, /June/),
    );
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('B21').value = '2020-21') }),
      refusal('WRONG_PERIOD', /row 21/),
    );
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('C19').value = null) }),
      refusal('WRONG_PERIOD', /row 19/),
    );
  });

  it('is refused when only its title block is of another quarter', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('C5').value = 'April to June 2021') }),
      refusal('WRONG_PERIOD', /title block/),
    );
  });

  it('is refused when no sheet is by trust', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.name = 'Open Overnight') }),
      refusal('WRONG_TABLE', /"Open Overnight", "Region by Sector"/),
    );
  });
});

describe('a KH03 workbook whose headings changed', () => {
  it('is refused by the heading that is missing, and shows those it found', async () => {
    for (const cell of ['G15', 'I15', 'K15', 'M15', 'Q15']) {
      await assert.rejects(
        parse({ edit: (sheet) => (sheet.getCell(cell).value = null) }),
        refusal('HEADING_MISSING', /no heading/, /"Region Code"/),
        cell,
      );
    }
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('E15').value = 'Provider') }),
      refusal('HEADING_MISSING', /Org Code/, /"Provider"/),
    );
  });

  it('is refused by a heading that was renamed or is new', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('H15').value = 'Acute') }),
      refusal('UNKNOWN_LAYOUT', /"available: Acute"/),
    );
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('L15').value = 'Virtual Wards') }),
      refusal('UNKNOWN_LAYOUT', /Virtual Wards/),
    );
  });

  it('is refused when a heading stands there twice', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('L15').value = 'Maternity') }),
      refusal('HEADING_MISSING', /2 headings "maternity"/),
    );
  });

  it('is refused when the groups above the headings are gone', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => sheet.spliceRows(14, 1, []) }),
      refusal('HEADING_MISSING', /"Available" and "Occupied"/),
    );
  });

  it('is read when its table has moved, or its columns have changed places', async () => {
    const parsed = await parse({ pushedDown: 7, edit: (sheet) => sheet.spliceColumns(4, 1) });
    assert.equal(figure(parsed, 'RW5', 'available_mi'), 400);
    assert.equal(parsed.observations[0]?.row, 25);
    assert.equal(parsed.observations[0].column, 'F');
  });
});

describe('a KH03 workbook that contradicts itself', () => {
  it('is refused when the England row is not the sum, for each of the ten columns, with both numbers', async () => {
    for (const column of ['G', 'H', 'I', 'J', 'K', 'M', 'N', 'O', 'P', 'Q']) {
      const parsed = await parse({
        edit: (sheet) =>
          (sheet.getCell(`${column}16`).value = Number(sheet.getCell(`${column}16`).value) + 1),
      });
      const [first, ...more] = beds.check(parsed, contextOf(QUARTER));
      assert.equal(first?.code, 'TOTAL_DISAGREES');
      assert.match(first.message, new RegExp(`row 16, column ${column} prints [\\d.]+ .* add up to [\\d.]+`));
      assert.deepEqual(more, []);
    }
  });

  it('is refused when a row is lost', async () => {
    const parsed = await parse({ edit: (sheet) => sheet.spliceRows(20, 1) });
    assert.ok(codes(parsed).includes('TOTAL_DISAGREES'));
  });

  it('is refused without an England row, or with one that is no number', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => sheet.spliceRows(16, 1, []) }),
      refusal('TOTAL_DISAGREES', /no England row/),
    );
    await assert.rejects(
      parse({ edit: (sheet) => (sheet.getCell('K16').value = '-') }),
      refusal('TOTAL_DISAGREES', /row 16, column K/),
    );
  });

  it('is refused without any organisation', async () => {
    await assert.rejects(
      parse({ edit: (sheet) => [18, 19, 20, 21].forEach((row) => (sheet.getRow(row).values = [])) }),
      refusal('UNKNOWN_LAYOUT', /no organisation/),
    );
  });

  it('is refused when an organisation stands there twice with different figures', async () => {
    const parsed = await parse({ edit: (sheet) => (sheet.getCell('E20').value = 'r1h ') });
    assert.ok(codes(parsed).includes('DUPLICATE_ROWS'));
  });

  it('keeps one of two rows that agree, and sets the other aside with a finding', async () => {
    const parsed = await parse({ edit: (sheet) => (sheet.getRow(22).values = sheet.getRow(21).values) });
    assert.equal(parsed.observations.filter((one) => one.orgCode === 'RJ1').length, 10);
    assert.deepEqual(
      parsed.quarantine.map(({ row, rule }) => [row, rule]),
      [[22, 'duplicate-row']],
    );
    assert.deepEqual(kinds(parsed), ['duplicate-row RJ1 ']);
    assert.deepEqual(codes(parsed), []);
  });

  it('is refused with ten thousand beds, or fewer than none', async () => {
    const huge = await parse({ edit: (sheet) => (sheet.getCell('H18').value = 10_000) });
    assert.ok(codes(huge).includes('IMPLAUSIBLE'));
    const negative = await parse({ edit: (sheet) => (sheet.getCell('P20').value = -1) });
    assert.ok(codes(negative).includes('IMPLAUSIBLE'));
  });

  it('has a finding where a total is not the sum of its sectors, and is refused where many are not', async () => {
    const shift = (rows: readonly number[]) => (sheet: { getCell: (cell: string) => { value: unknown } }) => {
      for (const row of [16, ...rows]) {
        const by = row === 16 ? rows.length * 100 : 100;
        sheet.getCell(`G${row}`).value = Number(sheet.getCell(`G${row}`).value) + by;
      }
    };
    const one = await parse({ edit: shift([18]) });
    assert.deepEqual(kinds(one), ['identity R1H beds']);
    assert.deepEqual(codes(one), []);
    const many = await parse({ edit: shift([18, 19, 20]) });
    assert.deepEqual(codes(many), ['IMPLAUSIBLE']);
  });

  it('is refused when the groups are mixed up, so that more beds are occupied than there are', async () => {
    const parsed = await parse({
      edit: (sheet) => {
        sheet.getCell('G14').value = 'Occupied';
        sheet.getCell('M14').value = 'Available';
      },
    });
    assert.deepEqual(codes(parsed), ['IMPLAUSIBLE']);
  });
});

describe('a KH03 cell that is no figure', () => {
  const set =
    (cell: string, value: string | { error: '#REF!' } | null) =>
    (sheet: { getCell: (cell: string) => { value: unknown } }) => {
      const england = `${cell[0] ?? ''}16`;
      sheet.getCell(england).value = Number(sheet.getCell(england).value) - Number(sheet.getCell(cell).value);
      sheet.getCell(cell).value = value;
    };

  it('is not reported, never zero', async () => {
    for (const value of ['-', null, 'n/a*', { error: '#REF!' as const }]) {
      const parsed = await parse({ edit: set('G20', value) });
      const cell = parsed.observations.find((one) => one.row === 20 && one.measure === 'available_total');
      assert.deepEqual([cell?.value, cell?.status], [null, 'missing']);
      assert.deepEqual(codes(parsed), []);
    }
  });

  it('keeps what is printed, and has a finding where that cannot be read', async () => {
    const parsed = await parse({ edit: set('M21', 'n/a*') });
    assert.deepEqual(kinds(parsed), ['unreadable-cell RJ1 beds_occupied']);
    assert.match(parsed.findings[0]?.message ?? '', /M21.*"n\/a\*"/);
    assert.equal(parsed.observations.find((one) => one.row === 21 && one.column === 'M')?.printed, 'n/a*');
  });

  it('is suppressed where an asterisk stands', async () => {
    const parsed = await parse({ edit: set('O19', '*') });
    assert.equal(
      parsed.observations.find((one) => one.row === 19 && one.column === 'O')?.status,
      'suppressed',
    );
  });
});

describe('a KH03 return of zero', () => {
  it('keeps the printed zero, with a finding for beds and for occupied beds', async () => {
    const parsed = await parse({
      edit: (sheet) => {
        for (const column of ['G', 'H', 'I', 'J', 'K', 'M', 'N', 'O', 'P', 'Q']) {
          sheet.getCell(`${column}16`).value =
            Number(sheet.getCell(`${column}16`).value) - Number(sheet.getCell(`${column}18`).value);
          sheet.getCell(`${column}18`).value = 0;
        }
      },
    });
    assert.equal(figure(parsed, 'R1H', 'available_total'), 0);
    assert.deepEqual(kinds(parsed), ['zero-return R1H beds', 'zero-return R1H beds_occupied']);
    assert.deepEqual(codes(parsed), []);
  });

  it('of general and acute beds alone has a finding of its own', async () => {
    const parsed = await parse({
      edit: (sheet) => {
        for (const row of [16, 18]) {
          const [total, ga] = ['M', 'N'].map((column) => sheet.getCell(`${column}${row}`));
          if (!total || !ga) continue;
          const zeroed = Number(sheet.getCell('N18').value);
          total.value = Number(total.value) - zeroed;
          ga.value = Number(ga.value) - zeroed;
        }
      },
    });
    assert.equal(figure(parsed, 'R1H', 'occupied_ga'), 0);
    assert.deepEqual(kinds(parsed), ['zero-return R1H beds_ga_occupied']);
  });
});
