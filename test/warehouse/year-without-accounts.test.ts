/** A year of which activity is loaded and the accounts are not published yet. Figures are invented. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeSite } from '../../site/write-site.ts';
import { joinYears } from '../../warehouse/join/join-years.ts';
import type { JoinedDataset } from '../../warehouse/join/write-recipes.ts';
import { recordGap } from '../../warehouse/load/load-state.ts';
import { slotsSeen } from '../../warehouse/load/slots-seen.ts';
import { publish } from '../../warehouse/publish/publish.ts';
import { type Account, type SmallWorld, DATASETS, openSmallWorld } from './small-world.ts';

const [LAST, NEXT] = ['2019-20', '2020-21'];
/** Weston went into Bristol on 1 April 2020; Poole and Bournemouth became R0D on 1 October 2020. */
const TRUSTS: readonly Account[] = [
  { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust', turnover: [1000, 20] },
  { name: 'University Hospitals Bristol NHS Foundation Trust', code: 'RA7', turnover: [900, 10] },
  { name: 'Weston Area Health NHS Trust', code: 'RA3', sector: 'Trust', turnover: [90, 1] },
  { name: 'Poole Hospital NHS Foundation Trust', code: 'RD3', turnover: [200, 2] },
  {
    name: 'The Royal Bournemouth and Christchurch Hospitals NHS Foundation Trust',
    code: 'RDZ',
    turnover: [300, 3],
  },
];
/** This version knows accounts up to the last year only. */
const KNOWN_TO_LAST = DATASETS.map((dataset): JoinedDataset =>
  dataset.spine ? { ...dataset, years: dataset.years.filter((fy) => fy <= LAST) } : dataset,
);
/** Accounts come in the January after next, and are late half a year later. */
const WITH_DUE = DATASETS.map((dataset): JoinedDataset =>
  dataset.spine ? { ...dataset, due: [{ monthsAfter: 10, graceDays: 180, known: 'invented' }] } : dataset,
);

describe('a year whose accounts are not published yet', function () {
  this.timeout(120_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
  });
  after(async () => await world.close());
  beforeEach(async () => {
    await world.empty();
    await world.accounts(LAST, TRUSTS);
    await world.load('beds', LAST, `${LAST}Q1`, { R1H: { open: 90 }, RA7: { open: 70 }, RA3: { open: 9 } });
  });

  async function loadNext(): Promise<void> {
    await world.load('beds', NEXT, `${NEXT}Q1`, {
      R1H: { open: 100 },
      RA7: { open: 80 },
      RA3: { open: 10 },
      RD3: { open: 20 },
      RDZ: { open: 30 },
    });
    await world.load('ae-monthly', NEXT, '2020-09', { R1H: { type1: 5, type2: 1 } });
    await world.load('ae-monthly', NEXT, '2020-10', {
      R1H: { type1: 6, type2: 1 },
      R0D: { type1: 3, type2: 1 },
    });
  }

  async function joined(datasets = KNOWN_TO_LAST, today = '2021-06-01'): Promise<void> {
    await joinYears(world.warehouse, { datasets, today });
  }

  /** Every table as it stands for years with accounts. */
  async function ofYear(fy: string): Promise<Readonly<Record<string, unknown>>> {
    const tables = await world.warehouse.rows(
      `SELECT DISTINCT table_name AS name FROM duckdb_columns()
       WHERE schema_name = 'gold' AND column_name = 'fy' ORDER BY name`,
    );
    const found: [string, unknown][] = [];
    for (const { name } of tables) {
      if (name === 'publication_calendar') continue;
      const rows = await world.warehouse.rows(`FROM gold.${String(name)} WHERE fy = $1 ORDER BY ALL`, [fy]);
      found.push([String(name), rows]);
    }
    return Object.fromEntries(found);
  }

  async function codesOf(fy: string): Promise<readonly string[]> {
    const rows = await world.warehouse.rows(
      'SELECT org_code FROM gold.trust_year WHERE fy = $1 ORDER BY org_code',
      [fy],
    );
    return rows.map(({ org_code: code }) => String(code));
  }

  it('has a row for every trust of the latest accounts, without the closed, with the codes that followed them', async () => {
    await loadNext();
    await joined();
    assert.deepEqual(await codesOf(NEXT), ['R0D', 'R1H', 'RA7', 'RD3', 'RDZ']);
  });

  it('has its activity, with the figures of a closed code at its successor', async () => {
    await loadNext();
    await joined();
    assert.equal((await world.cell(NEXT, 'R1H', 'ae_attendances'))['value'], 13);
    assert.equal((await world.cell(NEXT, 'RA7', 'beds'))['value'], 90);
    assert.equal((await world.cell(NEXT, 'R0D', 'ae_attendances'))['value'], 4);
  });

  it('says in every cell of the accounts that they are not published yet, and in a finding whose trusts the rows are of', async () => {
    await loadNext();
    await joined();
    const { value, status, reason } = await world.cell(NEXT, 'R1H', 'turnover');
    assert.deepEqual(
      [value, status, reason],
      [null, 'missing', 'the accounts of 2020-21 are not published yet'],
    );
    const [finding, ...more] = await world.findings('accounts-not-published');
    assert.deepEqual([finding?.['fy'], more.length], [NEXT, 0]);
    assert.match(String(finding?.['message']), /of the trusts of 2019-20/);
    const ratios = await world.warehouse.rows(
      `SELECT DISTINCT status FROM gold.trust_ratio WHERE fy = $1 AND divisor = 'turnover'`,
      [NEXT],
    );
    assert.deepEqual(ratios, [{ status: 'missing' }]);
  });

  it('changes no row of a year that has accounts, in no table', async () => {
    await joined();
    const before = await ofYear(LAST);
    await loadNext();
    await joined();
    assert.deepEqual(await ofYear(LAST), before);
    assert.ok(Object.keys(before).length > 8);
    const groups = await world.warehouse.rows('SELECT DISTINCT base_fy FROM gold.like_for_like_group');
    assert.ok(groups.every(({ base_fy: base }) => base === LAST));
  });

  it('of which nothing at all is loaded has no row', async () => {
    await joined();
    assert.deepEqual(await codesOf(NEXT), []);
  });

  it('whose accounts merely failed to load has no row, as ever', async () => {
    await loadNext();
    const gap = { dataset: 'tac', fy: NEXT, slot: `${NEXT} FT`, period: NEXT, reason: 'refused' };
    await recordGap(world.warehouse, gap);
    await joined(WITH_DUE);
    assert.deepEqual(await codesOf(NEXT), []);
  });

  it('has no row once its accounts are late and nobody has loaded them: they are published', async () => {
    await loadNext();
    await joined(WITH_DUE, '2022-06-30');
    assert.deepEqual((await codesOf(NEXT)).length, 5);
    await joined(WITH_DUE, '2022-07-02');
    assert.deepEqual(await codesOf(NEXT), []);
  });

  it('without any accounts at all makes no rows: nothing says who is a trust', async () => {
    await world.empty();
    await loadNext();
    await joined();
    assert.deepEqual(await codesOf(NEXT), []);
  });

  it('tells a refresh which slots are loaded, and which dataset-years were asked for', async () => {
    await loadNext();
    const gap = { dataset: 'outpatients', fy: NEXT, slot: NEXT, period: NEXT, reason: 'not there' };
    await recordGap(world.warehouse, gap);
    const { loaded, seen } = await slotsSeen(world.warehouse);
    assert.ok(loaded.has(`beds ${NEXT} ${NEXT}Q1`) && seen.has(`beds ${NEXT} ${NEXT}Q1`));
    assert.ok(loaded.has(`outpatients ${NEXT}`) && !loaded.has(`outpatients ${NEXT} ${NEXT}`));
  });

  it('is published with its pages and its workbook', async () => {
    await loadNext();
    await joined();
    const { directory, pagesFailed } = await publish(world.warehouse, world.dir, { pages: writeSite });
    assert.equal(pagesFailed, undefined);
    const pages = await readdir(join(directory, 'site'), { recursive: true });
    assert.ok(
      pages.some((name) => name.includes('R0D')),
      'a page of the trust that is new',
    );
    assert.ok((await readdir(directory)).includes('trust_year.xlsx'));
  });
});
