import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'cheerio';
import {
  RUNS_AS_FORMULA,
  PLAIN_NUMBER_OR_DASH,
  csvLine,
  harmless,
} from '../../warehouse/publish/harmless-text.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { withFolder } from '../../site/read/published-folder.ts';
import { WARNING } from '../../site/words/warning.ts';
import { writeSite } from '../../site/write-site.ts';
import { numberIn } from '../../site/client/sort.ts';
import { type SmallWorld, openSmallWorld } from '../warehouse/small-world.ts';

const FY = '2020-21';
/** One of them merged in the year; RDU has one quarter of beds, RGT none. */
const TRUSTS = ['R0A', 'RJ1', 'RTH', 'R1H', 'RAL', 'RFS', 'RDU', 'RGT'];
const HOSTILE = `=cmd</script><script>alert(1)</script> "TRUST"`;

describe('pages of measures', function () {
  this.timeout(120_000);
  let world: SmallWorld;
  let site: string;
  let folder: string;
  const page = async (name: string): Promise<ReturnType<typeof load>> =>
    load(await readFile(join(site, 'measure', `${name}.html`), 'utf8'));
  /** The cell that the page's script makes a button of: year of the table, code of the row, figure of the heading. */
  const cellOf = ($: ReturnType<typeof load>, code: string, figure: string): ReturnType<typeof $> => {
    const table = $(`table.trusts[data-year="${FY}"]`);
    const row = table.find('tbody tr').filter((_, one) => $(one).children().eq(1).text() === code);
    return row.children().eq(table.find(`thead [data-figure="${figure}"]`).index());
  };
  const csv = async (name: string): Promise<string> =>
    await readFile(join(site, 'measure', `${name}.csv`), 'utf8');

  before(async () => {
    world = await openSmallWorld();
    for (const [step, fy] of ['2019-20', FY].entries()) {
      await world.accounts(
        fy,
        TRUSTS.map((code, index) => ({
          ...{ code, name: code === 'RGT' ? HOSTILE : `TRUST ${code}`, consultancy: 50 + index },
          turnover: [900 + 100 * index + step, 100] as const,
        })),
        { maturity: 'illustrative' },
      );
      for (const [index, quarter] of [1, 2, 3, 4].entries())
        await world.load('beds', fy, `${fy}Q${String(quarter)}`, {
          ...Object.fromEntries(
            TRUSTS.slice(0, 6).map((code, number) => [code, { open: 1000 + 50 * number + index + step }]),
          ),
          // One quarter only: a mean of part of the year.
          ...(index === 0 ? { RDU: { open: 77 } } : {}),
        });
    }
    await world.join();
    await publish(world.warehouse, world.dir);
    folder = join(world.dir, 'published');
    assert.deepEqual((await writeSite(folder)).failed, []);
    site = join(folder, 'site');
  });
  after(async () => {
    await world.close();
  });

  it('every figure of the table is that of trust_activity at its printed digits, and has its status in words', async () => {
    const $ = await page('beds');
    const rows = await withFolder(
      folder,
      async (ask) =>
        await ask(`FROM trust_activity WHERE measure = 'beds' AND fy = '${FY}' ORDER BY org_code`),
    );
    assert.equal(rows.length, TRUSTS.length);
    for (const row of rows) {
      const button = cellOf($, String(row['org_code']), 'beds');
      assert.equal(button.length, 1);
      const value = row['value'];
      if (typeof value === 'number')
        assert.ok(
          button
            .text()
            .includes(value.toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 })),
        );
      assert.notEqual(button.text().trim(), '');
      assert.notEqual(button.closest('tr').children().last().text().trim(), '');
    }
    assert.match(cellOf($, 'RDU', 'beds').text(), /about 77\.0 \[1 of 4 quarters\]/);
  });

  it('absent figures stand last, grouped by status, and nothing is ranked', async () => {
    const $ = await page('beds');
    const bodies = $('table.trusts tbody').toArray();
    assert.equal($(bodies[0]).find('tr').length, 7);
    assert.ok($(bodies[1]).hasClass('absent'));
    assert.match($(bodies[1]).text(), /\[z\] not in this publication: 1 trust/);
    assert.doesNotMatch($('table.trusts thead').text(), /rank|position/i);
  });

  it('medians and quartiles are those of measure_summary, and the sentence says who is left out and why', async () => {
    const [summary] = await withFolder(
      folder,
      async (ask) =>
        await ask(`FROM measure_summary WHERE measure = 'beds' AND fy = '${FY}' AND scheme = 'england'`),
    );
    const $ = await page('beds');
    const printed = (key: string): string =>
      Number(summary?.[key]).toLocaleString('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
    assert.equal(summary?.['n'], 5);
    const table = $('table[data-csv="beds-medians"] tbody tr').first().text();
    assert.ok(table.includes(`${printed('q1')} to ${printed('q3')}`));
    assert.ok(table.includes(printed('median')));
    assert.match($('[data-part="year-chart"] .note').text(), /^5 of 8 trusts are compared\. Left out: /);
    assert.ok($('[data-part="year-chart"] .note').text().includes(String(summary['why'])));
  });

  it('a figure over part of the year, or of a year with a merger, is a ring in the chart', async () => {
    const $ = await page('beds');
    const count = (path: string): number =>
      ($(`[data-part="year-chart"] ${path}`).attr('d') ?? '').split(/m/i).length - 1;
    assert.deepEqual([count('path.dots'), count('path.rings')], [5, 2]);
  });

  it('the parts of England add up to the printed total', async () => {
    const $ = await page('beds');
    for (const row of $('table[data-csv="beds-england"] tbody tr').toArray()) {
      const numbers = $(row)
        .find('td')
        .toArray()
        .map((cell) => numberIn($(cell).text()));
      const [published, ...parts] = numbers;
      if (published === null || published === undefined) continue;
      const sum = parts.reduce<number>((total, part) => total + (part ?? 0), 0);
      assert.ok(Math.abs(published - sum) < 0.25, `${String(published)} and ${String(sum)}`);
    }
  });

  it('a ratio is shown against the size of its divisor, with both figures, and England has a ratio of sums', async () => {
    const $ = await page('consultancy_pct_turnover');
    assert.equal($('[data-part="year-chart"] svg.scatter').length, 1);
    assert.match($('#england').parent().text(), /ratio of sums/);
    assert.notEqual(cellOf($, 'RJ1', 'consultancy_spend').text(), '');
    assert.notEqual(cellOf($, 'RJ1', 'turnover').text(), '');
  });

  it('the sample warns in each chart, in the first heading of each CSV and in each of its rows', async () => {
    const $ = await page('turnover');
    assert.ok($('svg.chart[role="img"]').length >= 2);
    for (const chart of $('svg.chart[role="img"] > title').toArray())
      assert.ok($(chart).text().endsWith(WARNING));
    const [headings, ...rows] = (await csv('turnover')).trim().split('\n');
    assert.ok(headings?.startsWith(`org_name – ${WARNING},`));
    for (const row of rows) assert.ok(row.includes('[ILLUSTRATIVE ACCOUNTS]'));
  });

  it('hostile names stay text in the page and run nowhere in a CSV', async () => {
    const $ = await page('turnover');
    assert.equal($('main script').length, 0);
    assert.ok($('table.trusts').text().includes(HOSTILE));
    const line = (await csv('turnover')).split('\n').find((one) => one.includes('cmd'));
    assert.match(line ?? '', /^"'=cmd/);
  });

  it('DuckDB and the pages make the same texts harmless', async () => {
    const texts = ['=1+1', '+44', '-5', '-', '--', '@x', '\tx', 'plain', '-5%', '-a', '+1,000.5', ''];
    const rows = await world.warehouse.rows(
      `SELECT CASE WHEN regexp_matches(t, $1) AND NOT regexp_matches(t, $2) THEN '''' || t ELSE t END AS text
       FROM (SELECT unnest(string_split($3, '|')) AS t)`,
      [RUNS_AS_FORMULA, PLAIN_NUMBER_OR_DASH, texts.join('|')],
    );
    assert.deepEqual(
      rows.map((row) => row['text']),
      texts.map(harmless),
    );
    assert.equal(csvLine(['a "b", c', null, 1.5, true]), '"a ""b"", c",,1.5,true\n');
  });

  it('the list of measures names every page', async () => {
    const $ = load(await readFile(join(site, 'measures.html'), 'utf8'));
    const links = $('table.measures th a')
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
    assert.ok(links.includes('measure/beds.html'));
    for (const link of links) assert.ok((await readFile(join(site, link), 'utf8')).includes('</html>'));
    assert.match($('#not-possible').parent().text(), /Cost per patient/);
  });
});
