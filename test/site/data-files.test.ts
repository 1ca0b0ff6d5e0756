import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { trustCsv } from '../../site/client/trust-csv.ts';
import {
  type TrustState,
  codesTyped,
  isState,
  readState,
  stateAt,
  writeState,
} from '../../site/client/trust-state.ts';
import {
  type TrustData,
  peersOf,
  profileOf,
  rowsOf,
  unknownCodes,
  whyNoPeers,
} from '../../site/client/trust-view.ts';
import { unpack } from '../../site/client/unpack.ts';
import { profileAlt } from '../../site/charts/alt-text.ts';
import { quarterOf } from '../../site/charts/quarter.ts';
import { packCells, unpackCells } from '../../site/data/cells-file.ts';
import { likeForLikeCell } from '../../site/data/lfl-file.ts';
import { packColumn, packNumber, unpackColumn } from '../../site/data/packed-columns.ts';
import { unpackSummaries } from '../../site/data/packed-summaries.ts';
import { summaries } from '../../site/data/peers-file.ts';
import { quartilesOf } from '../../site/data/quartiles.ts';
import { withFolder } from '../../site/read/published-folder.ts';
import { readModel } from '../../site/read/read-model.ts';
import type { Model } from '../../site/read/model.ts';
import { shownNumber } from '../../site/words/shown.ts';
import { withViews } from '../../explain/published-tables.ts';
import { type TrustWorld, openTrustWorld } from './trust-world.ts';

const START: TrustState = { fy: '2020-21', peers: 'type', own: [], real: false, lfl: false };

describe('site: data files of the page of a trust', function () {
  this.timeout(120_000);
  let world: TrustWorld;
  let model: Model;
  let data: TrustData;

  before(async () => {
    world = await openTrustWorld();
    model = await withFolder(world.folder, async (ask) => await readModel(ask));
    const read = async (name: string): Promise<unknown> => unpack(name, await world.data(name));
    data = {
      cells: (await read('cells')) as TrustData['cells'],
      peers: (await read('peers')) as TrustData['peers'],
      nearest: (await read('nearest')) as TrustData['nearest'],
      summary: (await read('summary')) as TrustData['summary'],
      lfl: (await read('lfl')) as TrustData['lfl'],
    };
  });
  after(async () => {
    await world.close();
  });

  it('every cell has the printed digits, the status and the comparability of the tables', () => {
    const { years, codes, figures } = data.cells;
    let held = 0;
    for (const { name, display } of model.figures) {
      for (const [row, code] of codes.entries()) {
        for (const [index, fy] of years.entries()) {
          const place = row * years.length + index;
          const column = figures[name];
          const cell = model.cell(code, name, fy);
          assert.ok(column);
          assert.equal(
            shownNumber(column.v[place] ?? null, display),
            shownNumber(cell?.value ?? null, display),
          );
          assert.equal(column.c[place], cell?.comparable === true ? '1' : '0');
          assert.equal(column.s[place] === '.', cell === undefined);
          held += cell ? 1 : 0;
        }
      }
    }
    assert.ok(held > 500);
  });

  it('groups of peers and their members are those of peer_group', () => {
    const groups = model.groups.filter(({ scheme }) => scheme !== 'nearest');
    assert.ok(groups.length >= 6);
    assert.deepEqual(
      data.peers.groups.map(({ fy, scheme, id, members }) => [fy, scheme, id, members]),
      groups.map(({ fy, scheme, groupId, members }) => [fy, scheme, groupId, members]),
    );
  });

  it('every median, quartile, number and reason is that of measure_summary', () => {
    let compared = 0;
    for (const { name, display } of model.figures) {
      for (const { fy, scheme, groupId } of model.groups) {
        const published = model.summary(name, fy, scheme, groupId);
        const row = data.summary[name]?.[`${fy} ${scheme} ${groupId}`];
        if (scheme === 'nearest' || !published) continue;
        assert.ok(row);
        const digits = [published.q1, published.median, published.q3, published.ratioOfSums].map((value) =>
          shownNumber(value, display),
        );
        const [n, q1, median, q3, leftOut, why, sums] = row;
        assert.deepEqual(
          [q1, median, q3, sums].map((value) => shownNumber(value, display)),
          digits,
        );
        assert.deepEqual([n, leftOut, why], [published.n, published.leftOut, published.why]);
        compared += median === null ? 0 : 1;
      }
    }
    assert.ok(compared > 5);
  });

  it('quartiles of an own list are those of DuckDB, and fewer than five have none', async () => {
    await withViews({}, async (ask) => {
      for (let n = 5; n < 40; n += 1) {
        const values = Array.from({ length: n }, (_, index) => Math.sin(index * n) * 1e4);
        const [row] = await ask(
          `SELECT quantile_cont(v, 0.25) AS q1, median(v) AS median, quantile_cont(v, 0.75) AS q3
           FROM (SELECT unnest([${values.join()}]::DOUBLE[]) AS v)`,
        );
        const { q1, median, q3 } = quartilesOf(values);
        for (const [ours, theirs] of [
          [q1, row?.['q1']],
          [median, row?.['median']],
          [q3, row?.['q3']],
        ]) {
          assert.ok(Math.abs(Number(ours) - Number(theirs)) < 1e-6, `${n} values`);
        }
      }
    });
    assert.deepEqual(quartilesOf([1, 2, 3, 4]), { n: 4, q1: null, median: null, q3: null });
  });

  it('part of a year, a merger in the year and a small divisor count in no quartile of an own list', () => {
    const own = ['R1H', 'RJ1', 'RAL', 'RYJ', 'RJ2', 'REM'];
    const of = (fy: string, figure: string): { n: number; peers: readonly number[]; leftOut: number } => {
      const found = profileOf(data, 'R1H', { ...START, fy, peers: 'own', own }).find(
        ({ about }) => about.name === figure,
      );
      assert.ok(found, figure);
      return { n: found.summary.n, peers: found.peers, leftOut: found.leftOut };
    };
    // RJ2 has 4,000 attendances in one of two months, and RJ1 took over RT3 in February 2021.
    const visits = of('2020-21', 'ae_attendances');
    assert.equal(visits.peers.includes(4000), false);
    assert.equal(visits.peers.includes(16_000), false);
    assert.deepEqual([visits.n, visits.leftOut], [4, 2]);
    // REM took over RQ6 in October 2019.
    const income = of('2019-20', 'turnover');
    assert.equal(income.peers.includes(750_000), false);
    assert.deepEqual([income.n, income.leftOut], [5, 1]);
    // One quarter of RYJ, no bed of RJ2, and RJ1 again.
    assert.equal(of('2020-21', 'beds').n, 3);
    const small = model.cell('RAL', 'consultancy_per_bed', '2020-21');
    assert.equal(small?.small, true);
  });

  it('an own list names its members, and codes that are no trust are left out', () => {
    const peers = peersOf(data, 'R1H', { ...START, peers: 'own', own: ['RJ1', 'ZZZ', 'RAL'] });
    assert.deepEqual(peers?.members, ['RJ1', 'RAL']);
  });

  it('like for like adds RQ6 and REM in 2019-20, and R0A, RM2 and RW3 in 2017-18', () => {
    const value = (code: string, group: string, figure: string, fy: string, lfl = true): number | null => {
      const row = rowsOf(data, code, { ...START, lfl }, group).find(({ about }) => about.name === figure);
      return row?.cells[data.cells.years.indexOf(fy)]?.value ?? null;
    };
    assert.equal(value('REM', 'lfl-REM', 'turnover', '2019-20'), 1_000_000);
    assert.equal(value('REM', 'lfl-REM', 'turnover', '2019-20', false), 750_000);
    // Quarters 1,500, 1,500, 1,400 and 1,400; REM alone has 1,050.
    assert.equal(value('REM', 'lfl-REM', 'beds', '2019-20'), 1450);
    assert.equal(value('REM', 'lfl-REM', 'beds', '2019-20', false), 1050);
    const manchester = data.lfl?.groups.find(({ members }) => members.some(({ code }) => code === 'R0A'));
    assert.ok(manchester);
    assert.equal(value('R0A', manchester.id, 'turnover', '2017-18'), 600_000);
    assert.equal(value('R0A', manchester.id, 'turnover', '2017-18', false), 300_000);
  });

  it('a column says the same after packing: numbers, gaps, marks, real terms', () => {
    const cells = [
      { value: 1847.04, real: 2000.4, status: 'reported', comparable: true, mark: '' },
      undefined,
      { value: null, real: null, status: 'suppressed', comparable: false, mark: '[c]' },
      { value: -3, real: null, status: 'partial', comparable: true, mark: '[or up to 7 more]' },
      { value: 0, real: null, status: 'partial', comparable: false, mark: '[1 of 2 months]' },
    ];
    const display = { divide: 1, decimals: 1, unit: 'beds' };
    assert.deepEqual(unpackColumn(packColumn(cells, display)), {
      v: [1847.04, null, null, -3, 0],
      r: [2000.4, null, null, null, null],
      s: 'r.cPp',
      c: '10010',
      m: { 3: '[or up to 7 more]', 4: '[1 of 2 months]' },
    });
  });

  it('a link holds the whole state, and what it says wrongly is as on the page that was opened', () => {
    const years = ['2019-20', '2020-21'];
    const state: TrustState = { fy: '2019-20', peers: 'own', own: ['RJ1', 'RAL'], real: true, lfl: true };
    assert.equal(writeState(state, START), 'fy=2019-20&peers=own&own=RJ1.RAL&real=1&lfl=1');
    assert.deepEqual(readState(`#${writeState(state, START)}`, START, years), state);
    assert.equal(writeState(START, START), '');
    assert.deepEqual(readState('#fy=1066-67&peers=best&own=</script>', START, years), START);
    assert.equal(isState('#beds-2020-21'), false);
    const typeBesideOwn: TrustState = { ...START, own: ['RJ1'] };
    assert.deepEqual(readState(`#${writeState(typeBesideOwn, START)}`, START, years), typeBesideOwn);
  });

  it('an address without a choice is the page as it was opened, and a place of the page keeps the choices', () => {
    const now: TrustState = { ...START, lfl: true };
    const at = (hash: string): TrustState => stateAt(hash, now, START, ['2020-21'], (id) => id === 'main');
    for (const hash of ['', '#', '#nowhere']) assert.deepEqual(at(hash), START, hash);
    for (const hash of ['#main', '#beds-2020-21']) assert.equal(at(hash), now, hash);
    assert.deepEqual(at('#real=1'), { ...START, real: true });
  });

  it('an own list takes codes and names, and names the codes that no trust has', () => {
    const typed = (text: string): readonly string[] =>
      codesTyped(
        text,
        (code) => ['RJ1', 'RAL'].includes(code),
        (name) => (name.trim() === 'Barts' ? 'R1H' : undefined),
      );
    assert.deepEqual(typed('rj1 ral, Barts; ZZZ'), ['RJ1', 'RAL', 'R1H', 'ZZZ']);
    assert.deepEqual(unknownCodes(data, { ...START, peers: 'own', own: ['RJ1', 'ZZZ'] }), ['ZZZ']);
  });

  it('a page without peers says the reason that the files know, and no other', () => {
    const why = (code: string, fy: string, peers: TrustState['peers']): string =>
      whyNoPeers(data, { code, name: code }, { ...START, fy, peers });
    assert.equal(
      why('REM', '2019-20', 'size'),
      'REM is in no such group for 2019-20: it merged or split in the year.',
    );
    assert.equal(why('R1H', '2020-21', 'region'), 'R1H is in no such group for 2020-21.');
    assert.equal(why('R1H', '2020-21', 'own'), 'Choose trusts: type a name or code.');
  });

  it('a figure like for like has the mark of its status and its reason', () => {
    const mark = (row: Record<string, unknown>): string =>
      likeForLikeCell({
        ...{
          value: 5,
          value_real: null,
          status: 'partial',
          reason: null,
          why: null,
          method: 'sum',
          comparable: false,
        },
        ...{ members_expected: 2, members_reported: 2, ...row },
      }).mark;
    const twice = 'money between RJ1 and RT3 is counted twice';
    for (const [row, expected] of [
      [{ reason: `a row of a member leaves a part of the sum blank; ${twice}` }, '[part]'],
      [{ reason: 'RT3 has no figure for 2020-21Q4' }, '[part of the year]'],
      [{ reason: 'RT3 has no figure for 2020-21', members_reported: 1 }, '[1 of 2 trusts]'],
      [{ reason: 'RT3 has no figure for 2020-03; 11 of 12 periods have a figure' }, '[11 of 12 months]'],
      [
        { reason: 'a figure of a member is suppressed: at least this much, or up to 7 more' },
        '[or up to 7 more]',
      ],
      [{ status: 'reported' }, '[nc]'],
      [{ status: 'reported', reason: 'the divisor is too small to compare' }, '[small]'],
      [{ status: 'reported', comparable: true }, ''],
      [{ status: 'reported', method: 'month-weighted mean' }, '[estimated]'],
    ] as const)
      assert.equal(mark(row), expected);
    const { reason } = likeForLikeCell({
      ...{ value: 5, status: 'reported', reason: null, why: 'R1E: with a quarter printed as zero' },
      ...{ method: 'sum', comparable: false },
    });
    assert.equal(reason, 'not comparable: R1E: with a quarter printed as zero');
  });

  it('a trust stands in the same quarter on its page, in the browser and in the tables', async () => {
    let placed = 0;
    for (const { code, years } of model.trusts.values()) {
      for (const { fy } of years) {
        for (const { scheme, groupId } of model.peersOf(code, fy)) {
          for (const made of profileOf(data, code, { ...START, fy, peers: scheme as TrustState['peers'] })) {
            const cell = model.cell(code, made.about.name, fy);
            const summary = model.summary(made.about.name, fy, scheme, groupId);
            if (!summary || cell?.comparable !== true) continue;
            const where = `${code} ${fy} ${scheme} ${made.about.name}`;
            assert.equal(quarterOf(made.own, made.summary), quarterOf(cell.value, summary), where);
            const { display } = made.about;
            assert.equal(
              shownNumber(made.summary.median, display),
              shownNumber(summary.median, display),
              where,
            );
            placed += quarterOf(cell.value, summary) === undefined ? 0 : 1;
          }
        }
      }
      const fy = years.at(-1)?.fy ?? '';
      const html = await readFile(join(world.folder, 'site', 'trust', `${code}.html`), 'utf8');
      const said = /<desc>(Range chart[^<]*)/.exec(html)?.[1];
      const rows = profileOf(data, code, { ...START, fy }).filter(
        ({ own, summary }) => own !== null && summary.n > 0,
      );
      const again = profileAlt(rows.map(({ own, hollow, summary }) => ({ own, hollow, ...summary })));
      if (said !== undefined) assert.equal(again, said, code);
    }
    assert.ok(placed > 20, `${placed} figures are placed`);
  });

  it('figures that differ after the digits of a file keep their quarter and the printed median', () => {
    const [figure] = model.figures.filter(({ name }) => name === 'consultancy_per_bed');
    assert.ok(figure);
    const display = { divide: 1, decimals: 1, unit: 'beds' };
    const values = [1.0000001, 1.0000002, 1.0007, 1.0994, 2.0000001, 2.0000002];
    const codes = values.map((_, index) => `A0${index}`);
    const full = quartilesOf(values);
    const fy = '2020-21';
    const hard: Model = {
      ...model,
      figures: [{ ...figure, name: 'hard', display }],
      trusts: new Map(
        codes.map((code) => [code, { code, name: code, otherNames: [], years: [], likeForLike: null }]),
      ),
      cell: (code, _, year) => {
        const value = values[codes.indexOf(code)];
        if (value === undefined || year !== fy) return undefined;
        const plain = { reason: null, maturity: 'final', leftOut: null, small: false, real: null };
        const periods = { periodsReported: 1, periodsExpected: 1, shortfallMax: null };
        return { value, status: 'reported', comparable: true, ...plain, ...periods };
      },
      groups: ['type', 'nearest'].map((scheme) => ({
        scheme,
        groupId: 'A00',
        label: '',
        fy,
        members: codes,
      })),
      summary: () => ({ ...full, leftOut: 0, why: '', ratioOfSums: null }),
      breaks: () => [],
    };
    const cells = unpackCells(packCells(hard));
    const summary = unpackSummaries(summaries(hard))['hard']?.[`${fy} type A00`];
    assert.ok(summary);
    const [, q1, , q3] = summary;
    const held = codes.map(
      (_, index) => cells.figures['hard']?.v[index * cells.years.length + cells.years.indexOf(fy)] ?? null,
    );
    assert.deepEqual(
      held.map((value) => quarterOf(value, { q1, q3 })),
      values.map((value) => quarterOf(value, full)),
    );
    const short = values.map((value) => Number(packNumber(value, display)));
    assert.notEqual(shownNumber(quartilesOf(short).median, display), shownNumber(full.median, display));
    const made = quartilesOf(held.flatMap((value) => value ?? []));
    assert.equal(shownNumber(made.median, display), shownNumber(full.median, display));
  });

  it('every number of the CSV has its own unit: the value that of the tables, the figure as shown its own', () => {
    const rows = rowsOf(data, 'RJ1', START, null);
    const about = { code: 'RJ1', name: 'A', years: data.cells.years, basis: 'x', warning: null };
    const [head = '', ...lines] = trustCsv(rows, about).trim().split('\r\n');
    assert.equal(
      head,
      'trust,code,figure,label,year,value_rounded,unit,shown,shown_unit,status,words,mark,basis',
    );
    const units = new Map(model.figures.map(({ name, unit }) => [name, unit]));
    assert.ok(lines.length > 100);
    for (const { about: one } of rows) assert.equal(one.unit, units.get(one.name), one.name);
    assert.ok(
      lines.some((line) => /^A,RJ1,turnover,[^"]*,2019-20,\d{6,},pounds,[\d.]+,£ million,/.test(line)),
    );
    assert.ok(lines.some((line) => /,per cent,-0\.08,%,/.test(line)));
  });

  it('texts that a spreadsheet would run are made harmless in the CSV, and numbers are not touched', () => {
    const rows = rowsOf(data, 'RJ1', START, null).filter(({ about }) => about.name === 'consultancy_spend');
    const about = { code: 'RJ1', years: data.cells.years, basis: 'as filed, cash', warning: null };
    const csv = trustCsv(rows, { ...about, name: '=cmd|"/c calc"!A0' });
    assert.match(csv, /^"'=cmd\|""\/c calc""!A0",RJ1,consultancy_spend/m);
    assert.match(csv, /2019-20,-3000,pounds,-3,£ thousand,reported,reported,/);
  });
});
