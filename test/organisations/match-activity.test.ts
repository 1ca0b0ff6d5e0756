import assert from 'node:assert/strict';
import type { DecidedOrganisation } from '../../organisations/decided.ts';
import { matchActivity, type ActivityInput } from '../../organisations/match-activity.ts';
import {
  SuccessionKind,
  type KnownOrganisation,
  type KnownSuccession,
} from '../../organisations/organisation.ts';
import { readKnownTables } from '../../warehouse/join/read-known-tables.ts';
import { uniteSuccessions } from '../../organisations/from-ods.ts';

const known = readKnownTables();

/** What becomes of one code in one year, where `accounts` have lines. */
function fate(code: string, fy: string, accounts: readonly string[], world: Partial<ActivityInput> = {}) {
  const [found] = matchActivity({
    published: [{ dataset: 'beds', fy, code, name: 'as printed', rows: 4, volume: 1234.5 }],
    accounts: accounts.map((orgCode) => ({ fy, orgCode })),
    listedWithoutData: [],
    organisations: known.organisations,
    successions: known.successions,
    parts: known.parts,
    ...world,
  });
  assert.ok(found);
  return found;
}

const link = (from: string, to: string | null, effectiveDate: string): KnownSuccession => ({
  from,
  to,
  effectiveDate,
  kind: SuccessionKind.merger,
  source: 'test',
});
const trust = (code: string, close: string | null = null): KnownOrganisation => ({
  code,
  name: `${code} NHS TRUST`,
  open: '1993-04-01',
  close,
  source: 'test',
});

describe('matching: codes of the activity publications', () => {
  it('a code with accounts in the year is that trust', () => {
    const found = fate(' rj1 ', '2020-21', ['RJ1']);
    assert.deepEqual([found.orgCode, found.rule], ['RJ1', 'exact']);
    assert.deepEqual([found.codeAsPublished, found.rows, found.volume], [' rj1 ', 4, 1234.5]);
  });

  it('a code with an -X suffix counts towards its trust', () => {
    assert.deepEqual(
      [fate('RYR-X', '2021-22', ['RYR']).orgCode, fate('RYR-X', '2021-22', ['RYR']).rule],
      ['RYR', 'suffix-x'],
    );
  });

  it('the four sectors of the Isle of Wight in the staff survey count towards R1F', () => {
    for (const code of ['R1F1', 'R1F2', 'R1F3', 'R1F4']) {
      const found = fate(code, '2019-20', ['R1F']);
      assert.deepEqual([found.orgCode, found.rule], ['R1F', 'part-of-trust']);
      assert.match(found.reason, /sector of Isle of Wight/);
    }
    assert.equal(fate('R1F5', '2019-20', ['R1F']).orgCode, null);
  });

  for (const [code, fy, successor] of [
    ['RA3', '2020-21', 'RA7'],
    ['RY1', '2018-19', 'RW4'],
    ['RW3', '2018-19', 'R0A'],
    ['RM2', '2018-19', 'R0A'],
    ['RXH', '2021-22', 'RYR'],
    ['RXH-X', '2021-22', 'RYR'],
    ['RBA', '2020-21', 'RH5'],
    ['RA4', '2023-24', 'RH5'],
    ['RNL', '2020-21', 'RNN'],
    ['RR1', '2018-19', 'RRK'],
    ['RD3', '2021-22', 'R0D'],
    ['TAF', '2024-25', 'G6V2S'],
  ] as const) {
    it(`${code} in ${fy} has become ${successor}`, () => {
      const found = fate(code, fy, [successor]);
      assert.deepEqual([found.orgCode, found.rule], [successor, 'succession']);
      assert.match(found.reason, new RegExp(`${code.slice(0, 3)} became ${successor} on `));
      assert.ok(found.successors.includes(successor));
    });
  }

  it('a trust that merged during the year and has accounts of its own for it keeps its figures', () => {
    const found = fate('RD3', '2020-21', ['RD3', 'RDZ', 'R0D']);
    assert.deepEqual([found.orgCode, found.rule], ['RD3', 'exact']);
  });

  it('a trust that merged during the year without accounts of its own goes to its successor', () => {
    assert.equal(fate('RD3', '2020-21', ['R0D']).orgCode, 'R0D');
  });

  it('a successor that begins only after the year receives nothing', () => {
    const found = fate('RA3', '2019-20', ['RA7']);
    assert.equal(found.orgCode, null);
    assert.match(found.reason, /RA3 closed on 2020-03-31; its successor RA7 begins on 2020-04-01/);
  });

  it("a successor's figures never go back to a predecessor", () => {
    assert.equal(fate('RA7', '2020-21', ['RA3']).orgCode, null);
    assert.equal(fate('R0A', '2016-17', ['RW3', 'RM2']).orgCode, null);
    assert.match(fate('R0A', '2016-17', ['RW3']).reason, /opened on 2017-10-01, after the year/);
  });

  it('an open trust without accounts stays unmatched: Leicester in 2019-20', () => {
    const open = fate('RWE', '2019-20', ['RCF']);
    assert.deepEqual([open.orgCode, open.rule], [null, 'none']);
    assert.match(open.reason, /RWE was open at the end of the year and has no accounts data/);
    const listed = fate('RWE', '2019-20', ['RCF'], {
      listedWithoutData: [{ fy: '2019-20', orgCode: 'RWE' }],
    });
    assert.equal(listed.orgCode, null);
    assert.match(listed.reason, /List of Providers, but the accounts data have no lines/);
  });

  it('a closed trust that a later list still names goes to its successor', () => {
    const found = fate('RA3', '2020-21', ['RA7'], {
      listedWithoutData: [{ fy: '2020-21', orgCode: 'RA3' }],
    });
    assert.deepEqual([found.orgCode, found.rule], ['RA7', 'succession']);
  });

  it('a dissolved trust has no successor to go to', () => {
    assert.match(
      fate('RJD', '2018-19', ['RCF']).reason,
      /RJD closed on 2017-10-31 and has no recorded successor/,
    );
  });
});

describe('matching: splits and chains', () => {
  it('after a partial transfer the remainder goes to the last successor, the other is named', () => {
    const pennine = fate('RW6', '2022-23', ['R0A', 'RM3']);
    assert.deepEqual([pennine.orgCode, pennine.successors], ['RM3', ['R0A', 'RM3']]);
    assert.match(pennine.reason, /became RM3 on 2021-10-01; a part had moved to R0A on 2021-04-01/);
    assert.equal(fate('RTV', '2022-23', ['RXV', 'RW4']).orgCode, 'RW4');
  });

  it('between the two dates of a split the trust is open and nothing moves', () => {
    const found = fate('RW6', '2021-22', ['R0A'], {
      organisations: [trust('RW6', '2022-09-30'), trust('R0A')],
      successions: [link('RW6', 'R0A', '2021-04-01'), link('RW6', 'RM3', '2022-10-01')],
    });
    assert.equal(found.orgCode, null);
    assert.match(found.reason, /open at the end of the year.*parts of it had moved to R0A/);
  });

  it('several successors on one day cannot be told apart: unmatched, all named', () => {
    const found = fate('RAA', '2020-21', ['RBB', 'RCC'], {
      organisations: [trust('RAA', '2020-03-31'), trust('RBB'), trust('RCC')],
      successions: [link('RAA', 'RBB', '2020-04-01'), link('RAA', 'RCC', '2020-04-01')],
    });
    assert.deepEqual([found.orgCode, found.rule, found.successors], [null, 'none', ['RBB', 'RCC']]);
    assert.match(found.reason, /split on 2020-04-01 between RBB and RCC; its figures cannot be apportioned/);
  });

  it('where only an early transfer is recorded, nobody knows who took the rest', () => {
    const found = fate('RW6', '2022-23', ['R0A'], {
      organisations: [trust('RW6', '2021-09-30'), trust('R0A')],
      successions: [link('RW6', 'R0A', '2021-04-01')],
    });
    assert.equal(found.orgCode, null);
    assert.match(found.reason, /who took the rest is not known/);
  });

  it('a chain is followed as far as the year has come', () => {
    const chain = {
      organisations: [trust('RAA', '2018-03-31'), trust('RBB', '2020-03-31'), trust('RCC')],
      successions: [link('RAA', 'RBB', '2018-04-01'), link('RBB', 'RCC', '2020-04-01')],
    };
    assert.equal(fate('RAA', '2019-20', ['RBB'], chain).orgCode, 'RBB');
    const later = fate('RAA', '2020-21', ['RCC'], chain);
    assert.deepEqual([later.orgCode, later.successors], ['RCC', ['RBB', 'RCC']]);
    const stuck = fate('RAA', '2019-20', ['RCC'], chain);
    assert.equal(stuck.orgCode, null);
    assert.match(stuck.reason, /RAA became RBB on 2018-04-01. RBB closed on 2020-03-31; its successor RCC/);
  });

  it('a circle of successions ends', () => {
    const found = fate('RAA', '2020-21', [], {
      organisations: [trust('RAA', '2019-03-31'), trust('RBB', '2019-03-31')],
      successions: [link('RAA', 'RBB', '2019-04-01'), link('RBB', 'RAA', '2019-04-01')],
    });
    assert.equal(found.orgCode, null);
    assert.match(found.reason, /circle: RAA, RBB, RAA/);
  });

  it('a closing date from any edition counts, the later one where two disagree', () => {
    const successions = [link('RAA', 'RBB', '2020-04-01')];
    const editions = (...dates: readonly (string | null)[]) => ({
      organisations: [...dates.map((close) => trust('RAA', close)), trust('RBB')],
      successions,
    });
    assert.equal(fate('RAA', '2020-21', ['RBB'], editions(null, '2020-03-31')).orgCode, 'RBB');
    assert.equal(fate('RAA', '2020-21', ['RBB'], editions('2020-03-31', '2021-06-30')).orgCode, null);
  });
});

describe('matching: codes that are no trust of England', () => {
  for (const [code, why] of [
    ['RT4', /RT4 is a Welsh body/],
    ['7A3', /7A3 is a Welsh body/],
    ['NNJ', /not the code of an NHS trust: an independent/],
    ['AD913', /not the code of an NHS trust: an independent/],
    ['Y02428', /not the code of an NHS trust: an independent/],
    ['RJ1AA', /form of a site of RJ1/],
    ['R9Z', /form of a trust's code, but no ODS edition has it/],
    ['', /prints no organisation code/],
    ['-', /prints no organisation code/],
  ] as const) {
    it(`"${code}" stays unmatched with its own reason`, () => {
      const found = fate(code, '2020-21', ['RJ1']);
      assert.deepEqual([found.orgCode, found.rule], [null, 'none']);
      assert.match(found.reason, why);
    });
  }

  it('a letter O for a zero is pointed out, not repaired', () => {
    const found = fate('ROA', '2020-21', ['R0A']);
    assert.equal(found.orgCode, null);
    assert.match(found.reason, /R0A with a zero is one/);
  });

  it('a code of five characters is a trust where the accounts say so', () => {
    assert.equal(fate('G6V2S', '2024-25', ['G6V2S']).rule, 'exact');
  });
});

describe('matching: reviewed and loaded successions together', () => {
  it('the reviewed date of a pair counts, a new link is added once, a dissolution gives way to a successor', () => {
    const reviewed = [link('RW6', 'R0A', '2021-04-01'), link('RYK', null, '2024-10-01')];
    const loaded = [
      link('RW6', 'R0A', '2021-10-01'),
      link('RYK', 'RXX', '2024-10-01'),
      link('RYK', 'RXX', '2024-10-01'),
    ];
    assert.deepEqual(uniteSuccessions(reviewed, loaded), [reviewed[0], loaded[1]]);
  });

  const decided = (printed: string, orgCode: string | null): DecidedOrganisation => ({
    ...{ number: 4, dataset: 'beds', holdsIn: () => true, printed, orgCode },
    ...{ who: 'ann', reason: 'a slip of the publisher' },
  });

  it('a code that a person has decided counts for that trust, and goes where the trust goes', () => {
    const found = fate('R1 H', '2019-20', ['R1H'], { decided: [decided('R1 H', 'R1H')] });
    assert.deepEqual([found.orgCode, found.rule], ['R1H', 'decided']);
    assert.match(found.reason, /decision 4 of ann: a slip of the publisher\./);
    const moved = fate('R A3', '2020-21', ['RA7'], { decided: [decided('R A3', 'RA3')] });
    assert.deepEqual([moved.orgCode, moved.rule], ['RA7', 'succession']);
    assert.match(moved.reason, /decision 4 .*RA3 became RA7/);
  });

  it('a code that has accounts of its own is never counted for another trust', () => {
    const found = fate('RJ1', '2019-20', ['RJ1', 'R1H'], { decided: [decided('RJ1', 'R1H')] });
    assert.deepEqual([found.orgCode, found.rule], [null, 'none']);
    assert.match(found.reason, /accounts of its own/);
  });

  it('a name decides nothing where a code stands beside it', () => {
    const decisions = { decided: [decided('as printed', 'R1H')] };
    assert.equal(fate('8ZZ', '2019-20', ['R1H'], decisions).orgCode, null);
    assert.equal(fate('', '2019-20', ['R1H'], decisions).orgCode, 'R1H');
  });

  it('a code decided to be no trust stays unmatched, with the reason', () => {
    const found = fate('8ZZ', '2019-20', ['R1H'], { decided: [decided('8ZZ', null)] });
    assert.deepEqual([found.orgCode, found.rule], [null, 'decided']);
  });
});
