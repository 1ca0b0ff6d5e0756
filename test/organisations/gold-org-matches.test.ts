import assert from 'node:assert/strict';
import { type ListedProvider, matchAccounts } from '../../organisations/match-accounts.ts';
import { readKnownTables } from '../../warehouse/join/read-known-tables.ts';
import { itWithNhsFiles } from '../nhs-files.ts';
import { nhsCsv } from './nhs-csv.ts';

/** Organisations with accounts data per year (dossier `tac`, section 3). */
const ORGANISATIONS = {
  '2017-18': 235,
  '2018-19': 230,
  '2019-20': 225,
  '2020-21': 219,
  '2021-22': 215,
  '2022-23': 212,
  '2023-24': 206,
} as const;

function matchEverything(providers: readonly ListedProvider[]) {
  const known = readKnownTables();
  const organisations = nhsCsv('tac', 'tac-org-names-by-fy.csv').map((row) => ({
    fy: row['fy'] ?? '',
    sector: row['sector'] ?? '',
    name: row['tac_name'] ?? '',
  }));
  return matchAccounts({
    organisations,
    providers,
    ods: known.organisations,
    aliases: known.aliases,
  });
}

function gold(): Map<string, string> {
  const rows = nhsCsv('tac', 'gold-org-matches.csv');
  return new Map(rows.map((row) => [`${row['fy']} ${row['tac_name']}`, row['ods_code'] ?? '']));
}

function listOfProviders(): ListedProvider[] {
  return nhsCsv('tac', 'tac-list-of-providers-2023-24.csv').map((row) => ({
    fy: '2023-24',
    sector: '',
    name: row['Full name of Provider'] ?? '',
    code: row['NHS code'] ?? '',
    region: row['Region'] ?? null,
    trustType: row['Sector'] ?? null,
  }));
}

describe('matching: every name the accounts have printed', () => {
  for (const [how, providers] of [
    ['the reviewed tables alone', () => []],
    ['the List of Providers of 2023-24 as well', listOfProviders],
  ] as const) {
    itWithNhsFiles(`all 1,119 gold rows come out right with ${how}`, () => {
      const expected = gold();
      assert.equal(expected.size, 1119);
      const found = new Map(matchEverything(providers()).map((one) => [`${one.fy} ${one.name}`, one]));
      const wrong = [...expected].filter(([key, code]) => found.get(key)?.orgCode !== code);
      assert.deepEqual(wrong, []);
    });
  }

  itWithNhsFiles('every organisation of every year has a code of its own', () => {
    const matches = matchEverything([]);
    assert.equal(matches.length, 1542);
    for (const [fy, count] of Object.entries(ORGANISATIONS)) {
      const codes = matches.filter((one) => one.fy === fy).map(({ orgCode }) => orgCode);
      assert.equal(new Set(codes).size, count, fy);
      assert.ok(!codes.includes(undefined), fy);
    }
  });

  itWithNhsFiles('coverage of the 423 names and years outside the gold table', () => {
    const expected = gold();
    const others = matchEverything(listOfProviders()).filter(
      ({ fy, name }) => !expected.has(`${fy} ${name}`),
    );
    assert.equal(others.length, 423);
    for (const fy of Object.keys(ORGANISATIONS)) {
      const inYear = others.filter((one) => one.fy === fy);
      const matched = inYear.filter(({ orgCode }) => orgCode !== undefined);
      console.log(`      ${fy}: ${matched.length} of ${inYear.length} matched`);
      assert.equal(matched.length, inYear.length);
    }
  });
});
