/** Accounts workbooks that lie, two a year: one run, each refused by name, and no figure of theirs in the table. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mirror, startMirror } from '../mirror/mirror-server.ts';
import { editLine, type TacCell, type TacLine, type TacWorkbookSpec } from '../fixtures/tac-workbook/spec.ts';
import { mainTacLines } from '../fixtures/tac-workbook/tac-lines.ts';
import { type Ended, runCommand } from './command-line.ts';
import { published } from './published.ts';
import { accountsWorkbook, TAC_PAGE } from './small-web.ts';

const BARTS = 'Barts Health NHS Trust';
const GUYS = "Guy's and St Thomas' NHS Foundation Trust";

type Sector = 'FT' | 'Trust';

function address(fy: string, sector: Sector): string {
  const whose = sector === 'FT' ? 'NHS-foundation-trust' : 'NHS-trust';
  return `https://www.england.nhs.uk/wp-content/uploads/2024/03/TAC-data-published-in-${whose}-accounts-for-${fy}.xlsx`;
}

/** Figures grow by a hundredth a year, as no two years have the same; `of` says whose figures are in it. */
function workbook(fy: string, sector: Sector, spec: Partial<TacWorkbookSpec> = {}, of = fy): Buffer {
  const grown: Edit = (name, line, value) => {
    const figure = typeof value === 'number' ? value * growth(of) : value;
    return spec.edit ? spec.edit(name, line, figure) : [figure];
  };
  return accountsWorkbook(sector, { fy, lines: mainTacLines(fy), pivot: false, ...spec, edit: grown });
}

type Edit = NonNullable<TacWorkbookSpec['edit']>;

function growth(fy: string): number {
  return 1 + Number(fy.slice(0, 4)) / 100 - 20.18;
}

const inPounds = (_: string, line: TacLine, value: TacCell): readonly TacCell[] => [
  typeof value === 'number' && !line.subCode.startsWith('STA04') ? value * 1000 : value,
];

/** What is wrong with it, and how the refusal names it; none where it is right. */
const WORKBOOKS: readonly (readonly [
  fy: string,
  sector: Sector,
  body: Buffer,
  refused?: RegExp,
  title?: string,
])[] = [
  [
    '2019-20',
    'Trust',
    workbook('2019-20', 'Trust', { edit: inPounds }),
    /not in thousands/,
    'pounds where thousands are published are refused',
  ],
  [
    '2019-20',
    'FT',
    workbook('2019-20', 'FT', { edit: editLine(GUYS, 'A08PY01', 'EXP0100', () => []) }),
    /Every organisation has the same number of rows .* Guy's/,
    'an organisation with rows missing refuses the file, by name',
  ],
  [
    '2020-21',
    'Trust',
    workbook('2020-21', 'FT'),
    /show that this is the accounts of NHS foundation trusts/,
    "the foundation trusts' workbook at the trusts' address is refused",
  ],
  ['2020-21', 'FT', workbook('2020-21', 'FT')],
  ['2021-22', 'Trust', workbook('2021-22', 'Trust')],
  [
    '2021-22',
    'FT',
    workbook('2021-22', 'FT'),
    /same figures as that of 2022-23/,
    'a year whose figures another year has too is not guessed at: the earlier goes',
  ],
  [
    '2022-23',
    'FT',
    workbook('2022-23', 'FT', {}, '2021-22'),
    /same figures as that of 2021-22/,
    "last year's figures at this year's address are refused, whatever the bytes",
  ],
  [
    '2022-23',
    'Trust',
    workbook('2022-23', 'Trust', { headings: { value: 'Sum of money' } }),
    /no column is headed .*Sum of money/,
    'a renamed column is refused with the headings found',
  ],
  [
    '2023-24',
    'Trust',
    workbook('2023-24', 'Trust', { edit: editLine(BARTS, 'A08CY01', 'EXP0190', (value) => [value, value]) }),
    /Barts Health NHS Trust has A08CY01 EXP0190 twice, in rows/,
    'a line of the accounts that stands twice is refused, with both rows',
  ],
  [
    '2023-24',
    'FT',
    workbook('2023-24', 'FT', { edit: editLine(GUYS, 'A02CY01', 'SCI0100A', () => ['n/a']) }),
    /Guy's .*holds "n\/a", which is neither a number nor blank/,
    'a word where a figure should be is refused, by its cell',
  ],
  ['2018-19', 'Trust', workbook('2018-19', 'Trust', { headerRow: 4 })],
  [
    '2018-19',
    'FT',
    workbook('2018-19', 'FT', { headings: { row: 'SubCode', subCode: 'RowNumber' } }),
    /is not a whole number/,
    'columns that have changed places are refused',
  ],
];

/** The first two years are kept by the National Archives. */
const ARCHIVED: Readonly<Record<string, readonly [fy: string, sector: Sector]>> = {
  '5906/TAC_data_published_in_NHS_foundation_trusts_accounts_for_2018-19.xlsx': ['2018-19', 'FT'],
  '5905/TAC_data_published_in_NHS_trusts_accounts_for_2018-19.xlsx': ['2018-19', 'Trust'],
};

describe('accounts that lie', function () {
  this.timeout(120_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'hostile-accounts-'));
  let mirror: Mirror;
  let ended: Ended;

  before(async () => {
    const bodies = new Map(WORKBOOKS.map(([fy, sector, body]) => [`${fy} ${sector}`, body]));
    mirror = await startMirror((url) => {
      if (url === TAC_PAGE) return { status: 200, contentType: 'text/html', body: page() };
      const archived = Object.entries(ARCHIVED).find(([end]) => url.endsWith(end))?.[1];
      const found = archived ?? WORKBOOKS.find(([fy, sector]) => address(fy, sector) === url);
      const body = found && bodies.get(`${found[0]} ${found[1]}`);
      return body && { status: 200, body };
    });
    ended = await runCommand(
      [
        'run',
        '--years',
        '2018-19..2023-24',
        '--datasets',
        'tac,ods',
        '--on-failure',
        'skip',
        '--data-dir',
        dataDir,
      ],
      { NHS_MIRROR_URL: mirror.url },
    );
  });
  after(async () => {
    await mirror.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('one lie in a year does not keep the other years from the table', async () => {
    assert.equal(ended.code, 2, ended.stdout + ended.stderr);
    const rows = await published(dataDir, 'select fy, org_code from trust_year order by all');
    assert.deepEqual(
      rows.map((row) => `${String(row['fy'])} ${String(row['org_code'])}`),
      [
        '2018-19 R1H',
        '2018-19 RX9',
        '2020-21 RHA',
        '2020-21 RJ1',
        '2020-21 RW5',
        '2021-22 R1H',
        '2021-22 RX9',
      ],
    );
  });

  for (const [fy, sector, , refused, title] of WORKBOOKS) {
    if (!refused || title === undefined) continue;
    it(title, async () => {
      const rows = await published(
        dataDir,
        `select reason from source_file where status = 'refused' and slot = '${fy} ${sector}'`,
      );
      assert.match(String(rows[0]?.['reason']), refused);
    });
  }

  it('headings a few rows further down are found, and the figures under them are right', async () => {
    const [row] = await published(
      dataDir,
      `select turnover from trust_year where fy = '2018-19' and org_code = 'R1H'`,
    );
    const [other] = await published(
      dataDir,
      `select turnover from trust_year where fy = '2021-22' and org_code = 'R1H'`,
    );
    const wanted = Number(other?.['turnover']) / growth('2021-22');
    assert.ok(
      Math.abs(Number(row?.['turnover']) - wanted) < 1,
      `${String(row?.['turnover'])} is not ${wanted}`,
    );
  });
});

function page(): string {
  const links = WORKBOOKS.filter(([fy]) => fy !== '2018-19').map(
    ([fy, sector]) =>
      `<p><a href="${address(fy, sector)}">TAC data published in NHS ${sector === 'FT' ? 'foundation trust' : 'trust'} accounts for ${fy}</a></p>`,
  );
  return `<!doctype html><html><body><main>${links.join('')}</main></body></html>`;
}
