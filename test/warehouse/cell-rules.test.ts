import assert from 'node:assert/strict';
import { quartersOf } from '../../nhs/financial-year.ts';
import type { Decision } from '../../decisions/decision.ts';
import type { Row } from '../../duckdb/statements.ts';
import { writeDecisions } from '../../warehouse/decision-table.ts';
import { leftOutOf } from '../../warehouse/join/left-out.ts';
import { recordGap } from '../../warehouse/load/load-state.ts';
import { recordFile } from '../../warehouse/load/record-file.ts';
import { type Rows, type SmallWorld, openSmallWorld, twoMonths } from './small-world.ts';

const FY = '2019-20';
const BARTS = { name: 'Barts Health NHS Trust', code: 'R1H', sector: 'Trust' } as const;
const BARTS_FT = { name: 'Gloucestershire Health and Care NHS Foundation Trust', code: 'RTQ' } as const;

function decision(kind: Decision['kind'], more: Partial<Decision>): Decision {
  return {
    ...{ number: 1, kind, dataset: '', years: '', slot: '', subject: '', value: '', detail: '' },
    ...{ reason: 'the annual report says so', who: 'ann', decided: '2026-11-30T12:00:00Z' },
    ...more,
  };
}

describe('the cells of trust_year', function () {
  this.timeout(90_000);
  let world: SmallWorld;
  before(async () => {
    world = await openSmallWorld();
  });
  beforeEach(async () => {
    await world.empty();
  });
  after(async () => {
    await world.close();
  });

  async function quarters(rows: readonly Rows[]): Promise<void> {
    for (const [index, quarter] of quartersOf(FY).entries()) {
      const row = rows[index];
      if (row) await world.load('beds', FY, quarter, row);
    }
  }

  it('a quarter that could not be loaded makes the mean partial, and the reason of the gap is told', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 110, 120].map((open) => ({ R1H: { open } })));
    await recordGap(world.warehouse, {
      dataset: 'beds',
      fy: FY,
      slot: `${FY}Q4`,
      period: `${FY}Q4`,
      reason: 'HTTP 404 from the publisher.',
    });
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'beds');
    assert.equal(cell['value'], 110);
    assert.equal(cell['status'], 'partial');
    assert.equal(cell['reason'], 'beds 2019-20Q4: could not be loaded: HTTP 404 from the publisher.');
  });

  it('a period without a row for the trust is named in the reason', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([
      { R1H: { open: 100 } },
      { RJ1: { open: 9 } },
      { RJ1: { open: 9 } },
      { R1H: { open: 120 } },
    ]);
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([cell['value'], cell['status'], cell['periods_reported']], [110, 'partial', 2]);
    assert.equal(cell['reason'], 'beds 2019-20Q2, 2019-20Q3: no row for this trust');
  });

  it('a trust that is in none of the loaded files is not applicable', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([{ RJ1: { open: 9 } }, { RJ1: { open: 9 } }]);
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([cell['value'], cell['status']], [null, 'not_applicable']);
    assert.match(String(cell['reason']), /no row for this trust in beds 2019-20 \(2 of 4 periods loaded\)/);
  });

  it('with less than half of the year loaded nobody can say not applicable: it is missing', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([{ RJ1: { open: 9 } }]);
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([cell['value'], cell['status']], [null, 'missing']);
    assert.match(
      String(cell['reason']),
      /2019-20Q1: no row for this trust; 2019-20Q2, 2019-20Q3, 2019-20Q4: not loaded/,
    );
  });

  it('a publication that is not loaded is missing, and the reason for the whole year is told', async () => {
    await world.accounts(FY, [BARTS]);
    await recordGap(world.warehouse, {
      dataset: 'beds',
      fy: FY,
      slot: '',
      period: FY,
      reason: 'The page has changed.',
    });
    await world.join();
    const beds = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([beds['value'], beds['status'], beds['maturity']], [null, 'missing', null]);
    assert.match(String(beds['reason']), /could not be loaded: The page has changed\./);
    const attendances = await world.cell(FY, 'R1H', 'ae_attendances');
    assert.deepEqual([attendances['status'], (attendances['lineage'] as string[]).length], ['missing', 0]);
    assert.match(String(attendances['reason']), /2019-09, 2019-10: not loaded/);
    const admissions = await world.cell(FY, 'R1H', 'admissions');
    assert.equal(admissions['reason'], 'admitted-patient-care is not part of this version');
  });

  it('a row that prints no figure is missing, not zero', async () => {
    await world.accounts(FY, [{ ...BARTS, consultancy: null }]);
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'consultancy_spend');
    assert.deepEqual([cell['value'], cell['status']], [null, 'missing']);
    assert.equal(cell['reason'], 'tac 2019-20: the row prints no figure');
  });

  it('a printed zero is zero and reported, and divides nothing', async () => {
    await world.accounts(FY, [{ ...BARTS, consultancy: 0 }]);
    await quarters([0, 0, 0, 0].map((open) => ({ R1H: { open } })));
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([cell['value'], cell['status']], [0, 'reported']);
    const [row] = await world.warehouse.rows('FROM gold.trust_year');
    assert.deepEqual(
      [row?.['consultancy_spend'], row?.['consultancy_per_bed'], row?.['consultancy_pct_turnover']],
      [0, null, 0],
    );
  });

  it('a suppressed part makes the sum a lower bound, marked partial', async () => {
    await world.accounts(FY, [BARTS]);
    for (const month of twoMonths(FY))
      await world.load('ae-monthly', FY, month, { R1H: { type1: 10, type2: '*' } });
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'ae_attendances');
    assert.deepEqual([cell['value'], cell['status']], [20, 'partial']);
    assert.match(String(cell['reason']), /suppressed by the publisher/);
  });

  it('where a part is suppressed and the rest adds up to nothing, the cell is suppressed and null', async () => {
    await world.accounts(FY, [BARTS]);
    for (const month of twoMonths(FY))
      await world.load('ae-monthly', FY, month, { R1H: { type1: 0, type2: '*' } });
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'ae_attendances');
    assert.deepEqual([cell['value'], cell['status']], [null, 'suppressed']);
  });

  it('a code with an -X suffix counts towards its trust', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 100, 100, 100].map((open) => ({ R1H: { open }, 'R1H-X': { open: 1 } })));
    await world.join();
    assert.equal((await world.cell(FY, 'R1H', 'beds'))['value'], 101);
  });

  it('a predecessor with accounts of its own that year keeps its figures', async () => {
    const predecessor = {
      name: 'Gloucestershire Care Services NHS Trust',
      code: 'R1J',
      sector: 'Trust',
    } as const;
    await world.accounts(FY, [BARTS_FT, predecessor]);
    await quarters([
      { R1J: { open: 60 } },
      { R1J: { open: 60 } },
      { RTQ: { open: 90 } },
      { RTQ: { open: 90 } },
    ]);
    await world.join();
    const [old, young] = [await world.cell(FY, 'R1J', 'beds'), await world.cell(FY, 'RTQ', 'beds')];
    assert.deepEqual([old['value'], old['status']], [60, 'partial']);
    assert.deepEqual([young['value'], young['status']], [90, 'partial']);
    assert.equal((await world.findings('succession')).length, 0);
  });

  it('nothing moves from a code that closed during the year while a workbook of the accounts is not loaded', async () => {
    await world.accounts(FY, [BARTS_FT]);
    await world.warehouse.run(`DELETE FROM load_state WHERE slot = '${FY} Trusts'`);
    await quarters([
      { R1J: { open: 60 } },
      { R1J: { open: 60 } },
      { RTQ: { open: 90 } },
      { RTQ: { open: 90 } },
    ]);
    await world.join();
    const cell = await world.cell(FY, 'RTQ', 'beds');
    assert.deepEqual([cell['value'], cell['status']], [90, 'partial']);
    const [match] = await world.warehouse.rows(`FROM gold.org_match WHERE published_code = 'R1J'`);
    assert.equal(match?.['org_code'], null);
    assert.match(String(match?.['reason']), /accounts of NHS trusts of 2019-20 are not loaded/);
    assert.equal((await world.findings('accounts-incomplete')).length, 1);
  });

  it('every figure from a file that is not the preferred one carries the finding fallback', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 110, 120].map((open) => ({ R1H: { open } })));
    await world.load(
      'beds',
      FY,
      `${FY}Q4`,
      { R1H: { open: 130 } },
      { fallback: 'The revised file prints day-only beds.' },
    );
    await world.join();
    const [finding, ...more] = await world.findings('fallback');
    assert.equal(more.length, 0);
    assert.deepEqual([finding?.['org_code'], finding?.['measure'], finding?.['fy']], ['R1H', 'beds', FY]);
    assert.match(
      String(finding?.['message']),
      /2019-20Q4 .* because: The revised file prints day-only beds\./,
    );
  });

  it('who is in no other edition is missing, not "not applicable", where the own edition failed to load', async () => {
    await world.accounts(FY, [BARTS, { name: 'Airedale', code: 'RCF' }]);
    await world.load('staff-survey', FY, `${FY} edition 2024`, { R1H: { score: 7.2 } });
    await world.join();
    assert.equal((await world.cell(FY, 'RCF', 'staff_engagement'))['status'], 'not_applicable');
    await recordFile(world.warehouse, {
      key: { dataset: 'staff-survey', fy: FY, slot: FY, period: FY },
      source: { url: 'https://www.nhsstaffsurveys.com/own.xlsx' },
      status: 'refused',
      reason: 'The heading is gone.',
    });
    await world.join();
    assert.equal((await world.cell(FY, 'RCF', 'staff_engagement'))['status'], 'missing');
    const [finding] = await world.findings('other-edition');
    assert.deepEqual([finding?.['org_code'], finding?.['severity']], ['R1H', 'warning']);
    assert.match(String(finding?.['message']), /own edition could not be loaded: The heading is gone/);
  });

  it('two files that print the same figure of the same period are never added up', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 110, 120, 130].map((open) => ({ R1H: { open } })));
    await world.load('beds', FY, 'another', { R1H: { open: 100 } }, { period: `${FY}Q1` });
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([cell['value'], cell['status']], [null, 'missing']);
    assert.match(String(cell['reason']), /2019-20Q1: two files print this figure/);
  });

  it('figures of other periods than the slots of the year are kept but not counted', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 110, 120, 130].map((open) => ({ R1H: { open } })));
    await world.load('beds', FY, 'timeseries', { R1H: { open: 999 } }, { period: '2019-07' });
    await world.join();
    assert.equal((await world.cell(FY, 'R1H', 'beds'))['value'], 115);
  });

  it('the name is the one printed that year, and says where the accounts are made up', async () => {
    await world.accounts(FY, [{ ...BARTS, name: 'Barts Health NHS Trust ' }], { maturity: 'illustrative' });
    await world.accounts('2020-21', [BARTS]);
    const result = await world.join();
    assert.deepEqual([result.illustrative, result.trustYears], [true, 2]);
    for (const table of ['trust_year', 'trust_activity', 'benchmark']) {
      const rows = await world.warehouse.rows(`SELECT DISTINCT fy, org_name FROM gold.${table} ORDER BY fy`);
      assert.deepEqual(
        rows.map((row) => row['org_name']),
        ['Barts Health NHS Trust [ILLUSTRATIVE ACCOUNTS]', 'Barts Health NHS Trust'],
        table,
      );
    }
    assert.equal((await world.cell(FY, 'R1H', 'turnover'))['maturity'], 'illustrative');
  });

  it('a name of the accounts that has no code is left out and named, and the join goes on', async () => {
    await world.accounts(FY, [BARTS]);
    const unknown = { name: 'Nowhere Hospitals NHS Trust', code: '', sector: 'Trust' } as const;
    await world.accounts('2020-21', [BARTS, unknown]);
    const { leftOut } = await world.join();
    assert.deepEqual(
      leftOut.map(({ fy, name }) => [fy, name]),
      [['2020-21', 'Nowhere Hospitals NHS Trust']],
    );
    assert.match(leftOut[0]?.why ?? '', /in no List of Providers of the year, no ODS edition/);
    const rows = await world.warehouse.rows('SELECT fy, org_code FROM gold.trust_year ORDER BY fy');
    assert.deepEqual(rows, [
      { fy: FY, org_code: 'R1H' },
      { fy: '2020-21', org_code: 'R1H' },
    ]);
    const [finding] = await world.findings('organisation-undecided');
    assert.match(
      String(finding?.['message']),
      /Nowhere Hospitals NHS Trust has lines in the accounts of 2020-21/,
    );
    assert.deepEqual(
      await leftOutOf(world.warehouse),
      leftOut.map(({ fy, name, why }) => ({ fy, name, why })),
    );
  });

  it('a name that somebody decides has its trust-year, on that word; one that is none waits for nobody', async () => {
    const [bartz, all] = ['Bartz Hlth', 'All trusts together'].map((name) => ({
      name,
      code: '',
      sector: 'Trust' as const,
    }));
    assert.ok(bartz && all);
    await world.accounts(FY, [bartz, all]);
    await writeDecisions(world.warehouse, [
      decision('organisation', { subject: 'bartz hlth', value: 'R1H', years: '2018-19..2019-20' }),
      decision('organisation', { number: 2, subject: all.name, value: 'none' }),
    ]);
    const { leftOut, trustYears } = await world.join();
    assert.deepEqual([leftOut, trustYears], [[], 1]);
    const [row] = await world.warehouse.rows(
      `SELECT org_code, rule, reason FROM gold.org_match WHERE published_name = 'Bartz Hlth'`,
    );
    assert.deepEqual([row?.['org_code'], row?.['rule']], ['R1H', 'decided']);
    assert.match(String(row?.['reason']), /by decision 1 of ann: the annual report says so\./);
    await writeDecisions(world.warehouse, []);
    assert.deepEqual((await world.join()).leftOut.length, 2);
  });

  it('beside a name that is left out, a code that closed in the year is not moved to its successor', async () => {
    const dorset = { name: 'University Hospitals Dorset NHS Foundation Trust', code: 'R0D' };
    const unknown = { name: 'Somewhere NHS Trust', code: '', sector: 'Trust' } as const;
    const matchOfPoole = async (): Promise<Row | undefined> =>
      (
        await world.warehouse.rows(`SELECT org_code, reason FROM gold.org_match WHERE published_code = 'RD3'`)
      )[0];
    await world.load('beds', '2020-21', '2020-21Q1', { RD3: { open: 5 } });
    await world.accounts('2020-21', [dorset, BARTS]);
    await world.join();
    assert.equal((await matchOfPoole())?.['org_code'], 'R0D');
    await world.accounts('2020-21', [dorset, unknown]);
    await world.join();
    const match = await matchOfPoole();
    assert.equal(match?.['org_code'], null);
    assert.match(String(match?.['reason']), /lines of "Somewhere NHS Trust", .* may be RD3 itself/);
  });

  it('a withheld cell is missing and says by whom and why; what is divided by it is missing too', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 110, 120, 130].map((open) => ({ R1H: { open } })));
    await writeDecisions(world.warehouse, [decision('withhold', { subject: 'R1H beds', years: FY })]);
    await world.join();
    const cell = await world.cell(FY, 'R1H', 'beds');
    assert.deepEqual([cell['value'], cell['status'], cell['periods_reported']], [null, 'missing', 0]);
    assert.equal(cell['reason'], 'The figure is withheld by decision 1 of ann: the annual report says so.');
    const [year] = await world.warehouse.rows(
      `SELECT beds, beds_status, consultancy_per_bed FROM gold.trust_year WHERE fy = '${FY}'`,
    );
    assert.deepEqual(year, { beds: null, beds_status: 'missing', consultancy_per_bed: null });
    await writeDecisions(world.warehouse, []);
    await world.join();
    assert.equal((await world.cell(FY, 'R1H', 'beds'))['value'], 115);
  });

  it('a cell that is withheld and not there is said', async () => {
    await world.accounts(FY, [BARTS]);
    await writeDecisions(world.warehouse, [decision('withhold', { subject: 'R1H bets', years: FY })]);
    await world.join();
    const [finding] = await world.findings('withheld-nothing');
    assert.match(
      String(finding?.['message']),
      /Decision 1 withholds R1H bets of 2019-20, and the table has no such cell/,
    );
  });

  it('the slot of a withheld file is a gap with the reason', async () => {
    await world.accounts(FY, [BARTS]);
    await world.load('staff-survey', FY, FY, { R1H: { score: 7 } }, { sha256: 'b'.repeat(64) });
    const subject = 'b'.repeat(64);
    await writeDecisions(world.warehouse, [decision('withhold', { dataset: 'staff-survey', subject })]);
    const { takenOut } = await world.join();
    const reason = 'The file is withheld by decision 1 of ann: the annual report says so.';
    assert.deepEqual(takenOut, [{ dataset: 'staff-survey', fy: FY, slot: FY, period: FY, reason }]);
    const cell = await world.cell(FY, 'R1H', 'staff_engagement');
    assert.deepEqual([cell['value'], cell['status']], [null, 'missing']);
    assert.match(String(cell['reason']), /withheld by decision 1 of ann/);
  });

  it('a code that somebody decides counts for that trust, and its cell says so', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 110, 120, 130].map((open) => ({ 'R1 H': { open } })));
    await writeDecisions(world.warehouse, [
      decision('organisation', { dataset: 'beds', subject: 'R1 H', value: 'R1H', years: FY }),
    ]);
    await world.join();
    assert.equal((await world.cell(FY, 'R1H', 'beds'))['value'], 115);
    const [finding] = await world.findings('decided-organisation');
    assert.deepEqual([finding?.['org_code'], finding?.['measure']], ['R1H', 'beds']);
    assert.match(String(finding?.['message']), /"R1 H TRUST R1 H"\. "R1 H" is R1H by decision 1 of ann/);
  });

  it('one file loaded as two financial years is taken out of both, naming each', async () => {
    await world.accounts(FY, [BARTS]);
    await world.load('staff-survey', FY, FY, { R1H: { score: 7 } }, { sha256: 'a'.repeat(64) });
    await world.load('staff-survey', '2020-21', '2020-21', { R1H: { score: 7 } }, { sha256: 'a'.repeat(64) });
    const { takenOut } = await world.join();
    assert.deepEqual(
      takenOut.map(({ dataset, fy }) => `${dataset} ${fy}`),
      ['staff-survey 2019-20', 'staff-survey 2020-21'],
    );
    assert.match(takenOut[0]?.reason ?? '', /file of 2019-20 holds the same figures as that of 2020-21/);
    const cell = await world.warehouse.rows(
      `SELECT value, status FROM gold.trust_activity WHERE measure = 'staff_engagement'`,
    );
    assert.deepEqual(cell, [{ value: null, status: 'missing' }]);
    const files = await world.warehouse.rows(
      `SELECT status FROM gold.source_file WHERE dataset = 'staff-survey'`,
    );
    assert.deepEqual(files, [{ status: 'refused' }, { status: 'refused' }]);
  });

  it('a file that was published before stays when another year is loaded from the same bytes', async () => {
    await world.accounts(FY, [BARTS]);
    await world.load('staff-survey', FY, FY, { R1H: { score: 7 } }, { sha256: 'a'.repeat(64) });
    await world.join();
    await world.load('staff-survey', '2020-21', '2020-21', { R1H: { score: 7 } }, { sha256: 'a'.repeat(64) });
    const { takenOut } = await world.join();
    assert.deepEqual(
      takenOut.map(({ fy }) => fy),
      ['2020-21'],
    );
  });

  it('what could not be brought up to date keeps its figures and says so', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([100, 110, 120, 130].map((open) => ({ R1H: { open } })));
    await recordGap(world.warehouse, {
      dataset: 'beds',
      fy: FY,
      slot: `${FY}Q1`,
      period: `${FY}Q1`,
      reason: 'HTTP 500.',
    });
    await world.join();
    assert.equal((await world.cell(FY, 'R1H', 'beds'))['value'], 115);
    const [finding] = await world.findings('not-brought-up-to-date');
    assert.match(
      String(finding?.['message']),
      /beds 2019-20Q1 is as loaded before; the last attempt failed: HTTP 500\./,
    );
  });

  it('every published code is listed with its volume, and the share that found its trust', async () => {
    await world.accounts(FY, [BARTS]);
    await quarters([75, 75, 75, 75].map((open) => ({ R1H: { open }, AAH: { open: 25 } })));
    await world.join();
    const [coverage] = await world.warehouse.rows(`FROM gold.org_match_coverage WHERE dataset = 'beds'`);
    assert.deepEqual([coverage?.['row_share'], coverage?.['volume_share']], [0.5, 0.75]);
    const [stranger] = await world.warehouse.rows(`FROM gold.org_match WHERE published_code = 'AAH'`);
    assert.deepEqual([stranger?.['org_code'], stranger?.['volume']], [null, 100]);
  });

  it('a figure a thousand times that of the other years is published with a finding', async () => {
    for (const [fy, consultancy] of [
      ['2018-19', 50],
      [FY, 50_000],
      ['2020-21', 50],
    ] as const) {
      await world.accounts(fy, [{ ...BARTS, consultancy }]);
    }
    await world.join();
    const findings = await world.findings('far-from-other-years');
    assert.deepEqual(
      findings.map((finding) => [finding['fy'], finding['org_code'], finding['measure']]),
      [[FY, 'R1H', 'consultancy_spend']],
    );
  });

  it('a doubt about the row of a code that moved is a doubt about the trust it moved to', async () => {
    await world.accounts(FY, [BARTS_FT]);
    const doubt = {
      kind: 'zero-return',
      severity: 'warning',
      measure: 'beds',
      message: 'No bed at all.',
    } as const;
    await world.load(
      'beds',
      FY,
      `${FY}Q1`,
      { R1J: { open: 0 } },
      { findings: [{ ...doubt, orgCode: 'R1J' }] },
    );
    await world.load(
      'beds',
      FY,
      `${FY}Q2`,
      { RTQ: { open: 9 } },
      { findings: [{ ...doubt, message: 'A file.' }] },
    );
    await world.join();
    const findings = await world.findings('zero-return');
    assert.deepEqual(
      findings.map((finding) => [finding['org_code'], finding['message']]),
      [
        ['RTQ', 'No bed at all.'],
        [null, 'A file.'],
      ],
    );
  });
});
