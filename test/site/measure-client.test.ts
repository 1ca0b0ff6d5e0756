import assert from 'node:assert/strict';
import { JSDOM } from 'jsdom';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { tableAsCsv } from '../../site/client/csv.ts';
import { packColumn } from '../../site/data/packed-columns.ts';
import { unpackTexts } from '../../site/data/why-text.ts';
import { GroupsTable } from '../../site/measure/groups-table.tsx';
import type { AboutMeasure } from '../../site/measure/measure-view.ts';

const ABOUT: AboutMeasure = {
  ...{ name: 'beds', label: 'Beds', display: { divide: 1, decimals: 1, unit: 'beds' }, isMean: true },
  ...{ hasPage: true, kind: 'measure', illustrative: false, years: ['2019-20', '2020-21'], breaks: [] },
};

describe('tables of a measure in the browser', () => {
  it('the CSV of groups has a line for each group and year, and plain values in columns', () => {
    const summary = { leftOut: 1, why: '1 not in the publication', ratioOfSums: null };
    const group = (n: number, median: number | null): object => ({
      ...{ id: 'england', label: 'All', members: new Set<string>() },
      summary: { ...summary, n, q1: median && -1200, median, q3: median && 2500.5 },
    });
    const rows = [{ label: 'All trusts', groups: [group(1200, 1500), group(2, null)] }];
    const html = renderToString(h(GroupsTable, { about: ABOUT, rows: rows as never }));
    const { window } = new JSDOM(html);
    const before = globalThis.document;
    globalThis.document = window.document;
    try {
      const table = window.document.querySelector('table');
      assert.ok(table);
      const [heads, full, few] = tableAsCsv(table).split('\n');
      assert.equal(heads, 'Group,Year,Compared,Lower quartile,Median,Upper quartile,Who is compared');
      assert.match(full ?? '', /^All trusts,2019-20,1200,-1200\.0,1500\.0,2500\.5,/);
      assert.match(few ?? '', /^All trusts,2020-21,2,,,,/);
    } finally {
      globalThis.document = before;
    }
  });

  it('a reason is read at the place of its trust, and none where there is none', () => {
    assert.deepEqual(unpackTexts(['blank', 'merged'], '1,,0'), ['merged', null, 'blank']);
    assert.equal(packColumn([undefined], ABOUT.display).s, '.');
  });
});
