import assert from 'node:assert/strict';
import { tac } from '../../datasets/tac/dataset.ts';
import type { ParsedFile, TableColumn } from '../../datasets/contract/parsed-file.ts';
import { allDataHeadings } from '../fixtures/tac-workbook/write-tac-workbook.ts';
import type { TacField, TacWorkbookSpec } from '../fixtures/tac-workbook/spec.ts';
import { FOUNDATION_TRUSTS, contextOf, open, read, trusts } from './open-accounts.ts';

const BARTS = 'Barts Health NHS Trust';
const LEEDS = 'Leeds Community Healthcare NHS Trust';

function assertBarts(figure: (organisation: string, measure: string) => number | null | undefined): void {
  assert.deepEqual(
    ['SCI0100A', 'SCI0110A', 'EXP0390', 'EXP0190', 'STA0360'].map((measure) => figure(BARTS, measure)),
    [1_600_000, 150_000, 1_700_960, 5_123, 1_000_000],
  );
}

function column(parsed: ParsedFile, table: string, name: string): TableColumn {
  const found = parsed.tables.find((one) => one.name === table)?.columns.find((one) => one.name === name);
  assert.ok(found, `${table}.${name}`);
  return found;
}

function texts(parsed: ParsedFile, table: string, name: string): readonly (string | null)[] {
  const found = column(parsed, table, name);
  assert.ok(found.type === 'dictionary');
  return [...found.indices].map((index) => found.values[index] ?? null);
}

describe('accounts: the layouts of all years', function () {
  // Each rule writes and reads workbooks of its own, on machines that may be busy.
  this.timeout(90_000);

  const variants: Record<string, Partial<TacWorkbookSpec>> = {
    '2019-20: Organisation Name, Value number': {},
    '2020-21: headings with spaces around them': {
      fy: '2020-21',
      headings: { organisation: 'Organisation Name ', value: ' Value number ' },
    },
    '2021-22': { fy: '2021-22' },
    '2022-23: OrganisationName, Total': { fy: '2022-23' },
    '2023-24: " Total "': { fy: '2023-24', headings: { value: ' Total ' } },
    'one spelling of each kind in one file': {
      fy: '2021-22',
      headings: { organisation: 'OrganisationName', value: 'Value number' },
    },
    'another case': { headings: { organisation: 'ORGANISATION NAME', value: 'value_number' } },
    'columns in another order': {
      columnOrder: ['value', 'subCode', 'row', 'mainCode', 'table', 'worksheet', 'organisation'],
    },
    'headings in row 4, under a title': { headerRow: 4 },
    'sheets in another order and case': {
      sheetNames: { list: 'LIST OF PROVIDERS ', data: 'ALL DATA' },
      sheetOrder: ['data', 'list', 'pivot'],
    },
    'spaces behind every code': { codeSuffix: ' ' },
  };
  for (const organisation of ['OrganisationName', 'Org Name', 'Provider Name', 'Organisation']) {
    for (const value of ['Value number', 'Total', 'Amount', 'Value numeric', 'Value']) {
      variants[`2017-18: ${organisation}, ${value}`] = { fy: '2017-18', headings: { organisation, value } };
    }
  }
  for (const [title, changes] of Object.entries(variants)) {
    it(`reads ${title}`, async () => {
      const { figure, parsed, refusals } = await read(trusts(changes));
      assertBarts(figure);
      assert.deepEqual(refusals, []);
      assert.deepEqual(parsed.findings, []);
      assert.match(parsed.layout, /^all-data /);
    });
  }

  it('reads SCI0100 and SCI0110, if a year has them without the letter A, under their later names', async () => {
    const spec = trusts({ fy: '2017-18' });
    const older = new Map([
      ['SCI0100A', 'SCI0100'],
      ['SCI0110A', 'SCI0110'],
    ]);
    const { figure } = await read({
      ...spec,
      organisations: [{ name: BARTS, values: { SCI0100: 1_600_000, SCI0110: 150_000 } }],
      lines: spec.lines?.map((line) => ({ ...line, subCode: older.get(line.subCode) ?? line.subCode })) ?? [],
    });
    assert.equal(figure(BARTS, 'SCI0100A'), 1_600_000);
    assert.equal(figure(BARTS, 'SCI0110A'), 150_000);
  });
});

describe('accounts: what is read', function () {
  // Each rule writes and reads workbooks of its own, on machines that may be busy.
  this.timeout(90_000);

  it('takes the current year, never the prior year, permanent or other columns', async () => {
    const { parsed } = await read(trusts());
    for (const measure of ['SCI0100A', 'EXP0390', 'STA0360', 'STA0490']) {
      const found = parsed.observations.filter((one) => one.measure === measure && one.orgName === BARTS);
      assert.equal(found.length, 1);
    }
    const kinds = texts(parsed, 'tac_line', 'year_kind');
    const codes = texts(parsed, 'tac_line', 'main_code');
    assert.equal(kinds[codes.indexOf('A08CY01')], 'current');
    assert.equal(kinds[codes.indexOf('A08PY01')], 'prior');
  });

  it('points at the cell every figure stands in', async () => {
    const spec = trusts({ headerRow: 3 });
    const { parsed } = await read(spec);
    const source = await open(spec);
    const sheet = source.workbook().sheets.find(({ name }) => name === 'All Data');
    const rows = new Map([...(sheet?.rows() ?? [])].map((row) => [row.number, row.cells]));
    assert.ok(parsed.observations.length > 30);
    for (const one of parsed.observations) {
      const cells = rows.get(one.row);
      assert.equal(cells?.[0], one.orgName);
      // The column of those who are not permanently employed has a name of its own.
      const [code, other] = one.measure.split('-');
      assert.deepEqual([cells[3], cells[5]], [other ? 'A09CY01O' : cells[3], code]);
      assert.equal(one.column, 'G');
      assert.equal(cells[6] ?? null, one.value);
      assert.equal(one.printed, one.value === null ? '' : String(one.value));
    }
  });

  it('keeps a blank as missing, and zero, credits and pence as they are', async () => {
    const { parsed, figure } = await read(
      trusts({
        organisations: [
          { name: 'One NHS Trust', values: { EXP0190: null } },
          { name: 'Two NHS Trust', values: { EXP0190: 0 } },
          { name: 'Three NHS Trust', values: { EXP0190: -17 } },
          { name: 'Four NHS Trust', values: { EXP0190: 2_004.53 } },
        ],
      }),
    );
    assert.deepEqual(
      ['One', 'Two', 'Three', 'Four'].map((name) => figure(`${name} NHS Trust`, 'EXP0190')),
      [null, 0, -17, 2_004.53],
    );
    const blank = parsed.observations.find(
      (one) => one.orgName === 'One NHS Trust' && one.measure === 'EXP0190',
    );
    assert.equal(blank?.status, 'missing');
  });

  it('keeps the name as printed, and one organisation whatever the spaces behind it', async () => {
    const { parsed, figure } = await read(
      trusts({
        organisations: [{ name: 'Barts Health NHS Trust  ', listed: { name: BARTS, code: 'R1H ' } }],
      }),
    );
    assert.ok(figure('Barts Health NHS Trust  ', 'EXP0390'));
    assert.deepEqual(parsed.findings, []);
  });

  it('reads numbers that stand as text, and spaces or a dash as blank', async () => {
    const cells = new Map<string, string>([
      ['EXP0390', '1,700,960'],
      ['EXP0190', ' 12 '],
      ['STA0490', '  '],
      ['STA0360', '-'],
    ]);
    const { figure } = await read(
      trusts({
        pivot: false,
        edit: (organisation, line, value) => [
          organisation === BARTS && line.mainCode.endsWith('CY01')
            ? (cells.get(line.subCode) ?? value)
            : value,
        ],
      }),
    );
    assert.equal(figure(BARTS, 'EXP0390'), 1_700_960);
    assert.equal(figure(BARTS, 'EXP0190'), 12);
    assert.equal(figure(BARTS, 'STA0490'), null);
    assert.equal(figure(BARTS, 'STA0360'), null);
  });

  it('sets a text aside in a line that no measure needs, by its cell', async () => {
    const { parsed, refusals } = await read(
      trusts({
        edit: (organisation, line, value) => [
          organisation === BARTS && line.mainCode === 'A08CY01' && line.subCode === 'EXP0100'
            ? 'see note'
            : value,
        ],
      }),
    );
    assert.deepEqual(refusals, []);
    assert.equal(parsed.quarantine.length, 1);
    assert.match(parsed.quarantine[0]?.detail ?? '', /^Cell G\d+ holds "see note"/);
  });

  it('has every line in tac_line, and every listed provider in tac_provider', async () => {
    const spec = trusts();
    const { parsed } = await read(spec);
    const [lines, providers] = parsed.tables;
    assert.equal(lines?.rows, 3 * (spec.lines?.length ?? 0));
    assert.equal(providers?.rows, 3);
    assert.deepEqual(texts(parsed, 'tac_provider', 'code'), ['R1H', 'RY6', 'RXY']);
    assert.deepEqual(texts(parsed, 'tac_provider', 'trust_type'), ['Acute', 'Community', 'Acute']);
    assert.ok(lines.columns.every((one) => one.name !== 'value' || one.type === 'double'));
  });

  it('reads the dates foundation trusts were authorised', async () => {
    const spec: TacWorkbookSpec = { ...trusts(), sector: 'FT', organisations: FOUNDATION_TRUSTS };
    const { parsed, refusals } = await read(spec);
    assert.deepEqual(refusals, []);
    assert.deepEqual(texts(parsed, 'tac_provider', 'authorised'), ['2007-10-01', '2007-07-01']);
    assert.ok(texts(parsed, 'tac_line', 'sector').every((sector) => sector === 'FT'));
  });

  it('reads a workbook without a List of Providers, or without codes in it, and says so', async () => {
    for (const list of [false, { code: null }] as const) {
      const { parsed, refusals } = await read(trusts({ fy: '2017-18', list }));
      assert.deepEqual(refusals, []);
      assert.deepEqual(
        parsed.findings.map((finding) => finding.kind),
        ['no-provider-codes'],
      );
    }
  });

  it('names a provider that is listed and has no lines', async () => {
    const organisations = [
      ...trusts().organisations,
      { name: 'Croydon Health Services NHS Trust', listed: { code: 'RJ6' }, hasData: false },
    ];
    const { parsed, refusals } = await read(trusts({ organisations }));
    assert.deepEqual(refusals, []);
    const [finding] = parsed.findings;
    assert.equal(finding?.kind, 'listed-without-data');
    assert.equal(finding.orgCode, 'RJ6');
    assert.ok(parsed.observations.every((one) => !one.orgName.startsWith('Croydon')));
  });

  it('reconciles the Grand Total of the pivot sheet with the rows', async () => {
    const { parsed } = await read(trusts());
    const [total] = parsed.totals;
    assert.equal(total?.measure, 'EXP0390');
    assert.equal(total.published, total.sumOfRows);
    assert.deepEqual([total.sheet, total.row, total.column], ['Pivot - data for all providers', 9, 'B']);
  });

  it('warns where the sums of the form do not hold, and keeps the figures', async () => {
    const broken: readonly (readonly [string, string, string])[] = [
      ['A02CY01', 'SCI0140A', 'turnover'],
      ['A07CY01', 'INC1365', 'turnover'],
      ['A06CY01', 'INC0350', 'turnover'],
      ['A08CY01', 'OPX0030', 'operating_expenditure'],
      ['A02CY01', 'SCI0125A', 'operating_expenditure'],
      ['A09CY01', 'STA0410', 'staff_wte'],
      ['A09CY01P', 'STA0360', 'staff_costs'],
    ];
    for (const [mainCode, subCode, measure] of broken) {
      const { parsed, refusals, figure } = await read(
        trusts({
          edit: (organisation, line, value) => [
            organisation === LEEDS && line.mainCode === mainCode && line.subCode === subCode
              ? Number(value) + 2
              : value,
          ],
        }),
      );
      assert.deepEqual(refusals, []);
      assert.ok(parsed.findings.length > 0, subCode);
      assert.ok(parsed.findings.every((one) => one.kind === 'identity' && one.orgName === LEEDS));
      assert.ok(
        parsed.findings.some((one) => one.measure === measure),
        subCode,
      );
      assertBarts(figure);
    }
  });

  it('allows the rounding of audited returns', async () => {
    const { parsed } = await read(
      trusts({
        edit: (_, line, value) => [
          line.mainCode === 'A02CY01' && line.subCode === 'SCI0140A' ? Number(value) + 1 : value,
        ],
      }),
    );
    assert.deepEqual(parsed.findings, []);
  });

  it('doubts a figure a thousand times too large or too small beside the others, and keeps it', async () => {
    for (const [mainCode, subCode, factor, measure] of [
      ['A08CY01', 'EXP0190', 1000, 'consultancy_spend'],
      ['A08CY01', 'EXP0390', 1 / 1000, 'operating_expenditure'],
      ['A09CY01', 'STA0360', 1 / 1000, 'staff_costs'],
      ['A09CY01', 'STA0490', 1000, 'staff_wte'],
    ] as const) {
      const { parsed, refusals } = await read(
        trusts({
          pivot: false,
          edit: (organisation, line, value) => [
            organisation === LEEDS && line.mainCode === mainCode && line.subCode === subCode
              ? Number(value) * factor
              : value,
          ],
        }),
      );
      assert.deepEqual(refusals, []);
      const doubted = parsed.findings.filter((one) => one.kind === 'implausible');
      assert.ok(doubted.some((one) => one.measure === measure && one.orgName === LEEDS));
      assert.ok(doubted.every((one) => one.orgName === LEEDS));
    }
  });

  it('marks made-up accounts, which only the sample may load', async () => {
    const spec = trusts({ illustrative: true });
    const parsed = await tac.parse(await open(spec), contextOf(spec));
    assert.equal(parsed.maturity, 'illustrative');
    assert.match(tac.check(parsed, contextOf(spec))[0]?.message ?? '', /made up/);
    assert.deepEqual(tac.check(parsed, contextOf(spec, true)), []);
  });
});

describe('accounts: headings of the generator', () => {
  it('are those of the dossier', () => {
    const fields: readonly TacField[] = ['organisation', 'value'];
    assert.deepEqual(
      ['2019-20', '2021-22', '2022-23'].map((fy) => fields.map((field) => allDataHeadings(fy)[field])),
      [
        ['Organisation Name', 'Value number'],
        ['Organisation Name', 'Value number'],
        ['OrganisationName', 'Total'],
      ],
    );
  });
});
