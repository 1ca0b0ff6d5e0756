import assert from 'node:assert/strict';
import { type CheerioAPI, load } from 'cheerio';
import { renderToString } from 'preact-render-to-string';
import { withViews } from '../../explain/published-tables.ts';
import { gpPage } from '../../site/pages/gp-page.tsx';
import { likeForLikeSentence, mergersPage } from '../../site/pages/mergers-page.tsx';
import type { Figure, Model } from '../../site/read/model.ts';
import type { SitePage, Source } from '../../site/site-file.ts';

const BEDS: Figure = {
  ...{
    name: 'beds',
    kind: 'measure',
    group: 'Beds',
    label: 'Beds open overnight',
    meaning: '',
    unit: 'beds',
  },
  ...{
    display: { divide: 1, decimals: 1, unit: 'beds' },
    isMean: true,
    dataset: 'beds',
    caveat: '',
    first: true,
  },
};
const MODEL: Model = {
  facts: {
    ...{ release: '2026-11-30', previousRelease: null, fetchedTo: '2026-11-29' },
    ...{ years: ['2018-19', '2019-20', '2020-21'], illustrative: false, deflator: null },
  },
  figures: [BEDS],
  trusts: new Map([
    ['REM', { code: 'REM', name: 'Liverpool', otherNames: [], years: [], likeForLike: 'lfl-REM' }],
    ['RQ6', { code: 'RQ6', name: 'Royal Liverpool', otherNames: [], years: [], likeForLike: 'lfl-REM' }],
  ]),
  cell: () => undefined,
  peersOf: () => [],
  groups: [],
  summary: () => undefined,
  breaks: () => [],
};

async function page(
  views: Readonly<Record<string, string>>,
  maker: (source: Source) => Promise<readonly SitePage[]>,
): Promise<CheerioAPI | undefined> {
  return await withViews(views, async (ask) => {
    const [made] = await maker({ model: MODEL, ask, tables: new Set(Object.keys(views)) });
    return made && load(renderToString(made.make()));
  });
}

describe('the page of mergers', () => {
  const views = {
    like_for_like_group: `SELECT 'lfl-REM' AS group_id, 'LIVERPOOL: FT: RQ6 (to 30 September 2019) and REM added together' AS label,
      '2020-21' AS base_fy, ['REM', 'RQ6'] AS codes, '2019-10-01' AS first_event, '2019-10-01' AS last_event, true AS exact, NULL::VARCHAR AS why_not`,
    like_for_like_member: `SELECT 'lfl-REM' AS group_id, * FROM (VALUES
      ('REM', '1994-04-01', NULL, 'successor', 'x', ['2018-19', '2019-20', '2020-21']),
      ('RQ6', '1994-04-01', '2019-09-30', 'predecessor', 'x', ['2018-19', '2019-20']))
      AS t(org_code, from_date, to_date, role, succession_source, accounts_years)`,
    like_for_like: `SELECT 'lfl-REM' AS group_id, 'beds' AS measure, * FROM (VALUES
      ('2018-19', 1500.5, 'reported', NULL, 'sum of quarterly means', true, 900.0),
      ('2019-20', 700.0, 'partial', 'RQ6 has no figure for 2019-20Q1', 'sum of quarterly means', false, 700.0),
      ('2020-21', 1400.0, 'reported', NULL, 'sum of quarterly means', true, 1400.0))
      AS t(fy, value, status, reason, method, comparable, as_filed_value)`,
  };

  it('shows each group with its sentence, a timeline in words, its codes, and what could not be added', async () => {
    const shown = await page(views, mergersPage);
    assert.ok(shown);
    const main = shown('main').text();
    assert.ok(
      main.includes(
        'Like for like: RQ6 (to 30 September 2019) and REM added together. Money between the two is counted twice. Scores are not added.',
      ),
      main,
    );
    assert.equal(shown('h2#lfl-REM').text(), 'Liverpool');
    assert.match(
      shown('svg title').text(),
      /REM from before the first year and goes on; RQ6 .* to 30 September 2019/,
    );
    assert.match(main, /1,500\.5/);
    assert.match(main, /\[(?:part of the year|\d+ of \d+ trusts)\]/);
    assert.match(shown('details').text(), /RQ6 has no figure of 2019-20: Beds open overnight/);
  });

  it('a code that closed within the years has a shorter bar than one that goes on', async () => {
    const shown = await page(views, mergersPage);
    const end = (kind: string): number => Number(/H([\d.]+)V/.exec(shown?.(`.${kind}`).attr('d') ?? '')?.[1]);
    assert.equal(end('tl-own'), 708);
    // One and a half of three years.
    assert.ok(Math.abs(end('tl-other') - 386) < 1, String(end('tl-other')));
  });

  it('three codes are "them", two are "the two"', () => {
    const member = { code: 'A', from: null, to: null, role: 'part', source: '', accountsYears: [] };
    const sentence = likeForLikeSentence({
      addedTogether: 'A, B and C added together',
      members: [member, member, member],
    });
    assert.match(sentence, /Money between them is counted twice\./);
  });
});

describe('the page of practice lists', () => {
  const month = (rows: string): Readonly<Record<string, string>> => ({
    gp_month_total: `SELECT * FROM (VALUES ${rows}) AS t(snapshot_date, fy, practices, registered_population, practices_not_in_map, has_map)`,
    gp_practice_total: `SELECT * FROM (VALUES
      (DATE '2020-03-01', 'P1', 'QA', 'London', 100), (DATE '2020-03-01', 'P2', 'QA', 'London', 50),
      (DATE '2020-02-01', 'P1', 'QA', 'London', 90)) AS t(snapshot_date, practice_code, icb_code, region, registered_population)`,
  });

  it('counts people and practices by month and never adds months', async () => {
    const shown = await page(
      month(
        `(DATE '2020-02-01', '2019-20', 1, 90, 0, true), (DATE '2020-03-01', '2019-20', 2, 150, 0, true)`,
      ),
      gpPage,
    );
    assert.ok(shown);
    assert.equal(shown('.lede').text(), 'People on lists, not residents; a stock: never add months.');
    assert.match(shown('#regions + .scroll').text(), /London90\s*1 practice150\s*2 practices/);
    assert.doesNotMatch(shown('main').text(), /240/);
  });

  it('is not made where no list is loaded', async () => {
    assert.equal(
      await page(
        {
          ...month(`(DATE '2020-02-01', '2019-20', 1, 90, 0, true)`),
          gp_month_total: `SELECT DATE '2020-02-01' AS snapshot_date, '' AS fy, 1 AS practices, 1 AS registered_population, 0 AS practices_not_in_map, true AS has_map WHERE false`,
        },
        gpPage,
      ),
      undefined,
    );
  });
});
