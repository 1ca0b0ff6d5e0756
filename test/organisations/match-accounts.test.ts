import assert from 'node:assert/strict';
import type { DecidedOrganisation } from '../../organisations/decided.ts';
import {
  isUndecided,
  listedWithoutData,
  matchAccounts,
  type AccountsInput,
} from '../../organisations/match-accounts.ts';
import { readKnownTables } from '../../warehouse/join/read-known-tables.ts';

const known = readKnownTables();

function match(input: Partial<AccountsInput> & Pick<AccountsInput, 'organisations'>) {
  return matchAccounts({ providers: [], ods: known.organisations, aliases: known.aliases, ...input });
}

const organisation = (name: string, fy = '2019-20', sector = 'FT') => ({ fy, sector, name });
const provider = (name: string, code: string, fy = '2019-20', sector = 'FT') => ({
  fy,
  sector,
  name,
  code,
  region: 'North West',
  trustType: 'Acute',
});

describe('matching: the names of the accounts', () => {
  it("the workbook's own List of Providers comes first, its codes trimmed and in capitals", () => {
    const [found] = match({
      organisations: [organisation('Airedale NHS Foundation Trust')],
      providers: [provider('The Airedale NHS Foundation Trust ', ' rcf ')],
    });
    assert.deepEqual(
      [found?.orgCode, found?.rule, found?.region, found?.trustType],
      ['RCF', 'list-of-providers', 'North West', 'Acute'],
    );
  });

  it('a trust that is listed under its old name keeps the region of its code', () => {
    const [found] = match({
      organisations: [organisation('Liverpool University Hospitals NHS Foundation Trust')],
      providers: [provider('Aintree University Hospital NHS Foundation Trust', 'REM')],
    });
    assert.deepEqual([found?.orgCode, found?.rule, found?.region], ['REM', 'ods-name', 'North West']);
  });

  it('a list without codes gives region and type by name', () => {
    const [found] = match({
      organisations: [organisation('Aintree University Hospitals NHS Foundation Trust', '2017-18')],
      providers: [provider('Aintree University Hospital NHS Foundation Trust', '', '2017-18')],
    });
    assert.deepEqual(
      [found?.orgCode, found?.rule, found?.region, found?.trustType],
      ['REM', 'alias', 'North West', 'Acute'],
    );
  });

  it('a List of Providers of another year does not count', () => {
    const [found] = match({
      organisations: [organisation('A Trust ODS has never heard of')],
      providers: [provider('A Trust ODS has never heard of', 'R9Z', '2020-21')],
    });
    assert.deepEqual([found?.orgCode, found?.rule], [undefined, 'none']);
  });

  it('a new trust that only the list knows is taken from the list', () => {
    const [found] = match({
      organisations: [organisation('Brand New NHS Foundation Trust')],
      providers: [provider('Brand New NHS Foundation Trust', 'K0N6A')],
    });
    assert.equal(found?.orgCode, 'K0N6A');
  });

  it('reviewed aliases cover names with a word too many or too few', () => {
    const [found] = match({
      organisations: [organisation('Chelsea and Westminster NHS Foundation Trust', '2017-18')],
    });
    assert.deepEqual([found?.orgCode, found?.rule], ['RQM', 'alias']);
  });

  it('NHS, Foundation, Trust and FT may differ where only one organisation is left', () => {
    const [found] = match({ organisations: [organisation('Barts Health')] });
    assert.deepEqual([found?.orgCode, found?.rule], ['R1H', 'short-name']);
    const twins = [
      { code: 'RAA', name: 'Twin NHS Trust', open: null, close: null, source: 'test' },
      { code: 'RBB', name: 'Twin NHS Foundation Trust', open: null, close: null, source: 'test' },
    ];
    const [unsure] = match({ organisations: [organisation('Twin')], ods: twins });
    assert.deepEqual([unsure?.orgCode, unsure?.rule], [undefined, 'conflict']);
    assert.match(unsure?.detail ?? '', /RAA, RBB/);
  });

  it('a name nobody knows stays without a code and is named', () => {
    const [found] = match({ organisations: [organisation('Univarsity Hospitals Dorset NHS FT')] });
    assert.deepEqual([found?.orgCode, found?.rule, found?.region], [undefined, 'none', null]);
    assert.match(found?.detail ?? '', /"Univarsity Hospitals Dorset NHS FT" is in no List of Providers/);
  });

  it('two names of one year that lead to one code are a conflict, both of them', () => {
    const found = match({
      organisations: [
        organisation('Liverpool University Hospitals NHS Foundation Trust'),
        organisation('Aintree University Hospital NHS Foundation Trust'),
        organisation('Airedale NHS Foundation Trust'),
      ],
    });
    assert.deepEqual(
      found.map(({ orgCode, rule }) => [orgCode, rule]),
      [
        [undefined, 'conflict'],
        [undefined, 'conflict'],
        ['RCF', 'ods-name'],
      ],
    );
    assert.match(found[0]?.detail ?? '', /Liverpool.*Aintree.*REM/);
  });

  it('the same two names in two years are none', () => {
    const found = match({
      organisations: [
        organisation('Aintree University Hospital NHS Foundation Trust', '2018-19'),
        organisation('Liverpool University Hospitals NHS Foundation Trust', '2019-20'),
      ],
    });
    assert.deepEqual(
      found.map(({ orgCode }) => orgCode),
      ['REM', 'REM'],
    );
  });

  it('one name with two codes in the list is a conflict', () => {
    const [found] = match({
      organisations: [organisation('Somewhere NHS Trust')],
      providers: [provider('Somewhere NHS Trust', 'RAA'), provider('Somewhere NHS Trust', 'RBB')],
    });
    assert.deepEqual([found?.orgCode, found?.rule], [undefined, 'conflict']);
  });

  it('a list that contradicts ODS is a conflict: a letter O for a zero is not chosen silently', () => {
    const name = 'Manchester University NHS Foundation Trust';
    const [found] = match({ organisations: [organisation(name)], providers: [provider(name, 'ROA')] });
    assert.deepEqual([found?.orgCode, found?.rule], [undefined, 'conflict']);
    assert.match(found?.detail ?? '', /ROA .*R0A in ODS/);
  });

  it('a list without a usable code leaves the answer to ODS', () => {
    const name = 'Manchester University NHS Foundation Trust';
    const [found] = match({ organisations: [organisation(name)], providers: [provider(name, 'n/a')] });
    assert.deepEqual([found?.orgCode, found?.rule], ['R0A', 'ods-name']);
  });

  it('Welsh bodies are never an answer', () => {
    const welsh = { code: 'RT4', name: 'Welsh Ambulance NHS Trust', open: null, close: null, source: 'ODS' };
    const [found] = match({ organisations: [organisation('Welsh Ambulance NHS Trust')], ods: [welsh] });
    assert.equal(found?.orgCode, undefined);
  });

  it('providers that are listed without data are named', () => {
    const providers = [
      provider('Airedale NHS Foundation Trust', 'RCF'),
      provider('University Hospitals of Leicester NHS Trust', 'RWE '),
      provider('University Hospitals of Leicester NHS Trust', 'RWE', '2020-21'),
    ];
    const matches = match({ organisations: [organisation('Airedale NHS Foundation Trust')], providers });
    assert.deepEqual(
      listedWithoutData(providers, matches).map(({ fy, orgCode }) => [fy, orgCode]),
      [
        ['2019-20', 'RWE'],
        ['2020-21', 'RWE'],
      ],
    );
  });

  const decided = (
    printed: string,
    orgCode: string | null,
    more: Partial<DecidedOrganisation> = {},
  ): DecidedOrganisation => ({
    ...{ number: 3, dataset: '', holdsIn: () => true, printed, orgCode },
    ...{ who: 'ann', reason: 'the annual report says so' },
    ...more,
  });

  it('a name that a person has decided is that organisation, on the word of that person', () => {
    const [found] = match({
      organisations: [organisation('Bartz Health')],
      decided: [decided('bartz  health', 'R1H')],
    });
    assert.deepEqual([found?.orgCode, found?.rule], ['R1H', 'decided']);
    assert.equal(found?.detail, '"bartz  health" is R1H by decision 3 of ann: the annual report says so.');
  });

  it('a decision holds in its years and its publication only', () => {
    for (const not of [{ holdsIn: (fy: string) => fy === '2020-21' }, { dataset: 'beds' }]) {
      const [found] = match({
        organisations: [organisation('Bartz Health')],
        decided: [decided('Bartz Health', 'R1H', not)],
      });
      assert.deepEqual([found?.orgCode, found?.rule], [undefined, 'none']);
    }
  });

  it('a name that is decided to be no trust is left out and waits for nobody', () => {
    const [found] = match({
      organisations: [organisation('All trusts together')],
      decided: [decided('All trusts together', null)],
    });
    assert.equal(found?.orgCode, undefined);
    assert.equal(found && isUndecided(found), false);
  });

  it('a decision against a code that the list or ODS give is a conflict', () => {
    const [found] = match({
      organisations: [organisation('Barts Health NHS Trust')],
      decided: [decided('Barts Health NHS Trust', 'RJ1')],
    });
    assert.deepEqual([found?.orgCode, found?.rule], [undefined, 'conflict']);
    assert.match(found?.detail ?? '', /decision 3 of ann.* But .*is R1H in ODS/);
  });

  it('decisions that contradict each other are a conflict', () => {
    const [found] = match({
      organisations: [organisation('Bartz Health')],
      decided: [decided('Bartz Health', 'R1H'), decided('BARTZ HEALTH', 'RJ1', { number: 5 })],
    });
    assert.deepEqual([found?.orgCode, found?.rule], [undefined, 'conflict']);
    assert.match(found?.detail ?? '', /decision 3 .*decision 5/);
  });

  it('a code that nobody knows is no answer, whoever decided it', () => {
    const [found] = match({
      organisations: [organisation('Bartz Health')],
      decided: [decided('Bartz Health', 'R9Z')],
    });
    assert.deepEqual([found?.orgCode, found?.rule], [undefined, 'conflict']);
  });

  it('a decision settles which of several codes a name stands for', () => {
    const [found] = match({
      organisations: [organisation('Somewhere NHS Trust')],
      providers: [provider('Somewhere NHS Trust', 'RAA'), provider('Somewhere NHS Trust', 'RBB')],
      decided: [decided('Somewhere NHS Trust', 'RBB')],
    });
    assert.deepEqual([found?.orgCode, found?.rule], ['RBB', 'decided']);
  });

  it('a name decided to be a trust that has accounts under its own name loses, and that trust keeps its row', () => {
    const found = match({
      organisations: [organisation('Barts Health NHS Trust'), organisation('Bartz Health')],
      decided: [decided('Bartz Health', 'R1H')],
    });
    assert.deepEqual(
      found.map(({ orgCode, rule }) => [orgCode, rule]),
      [
        ['R1H', 'ods-name'],
        [undefined, 'conflict'],
      ],
    );
  });
});
