import assert from 'node:assert/strict';
import { isTrustShaped, isWelshBody } from '../../organisations/codes.ts';
import { parseKnownTables } from '../../organisations/known-tables.ts';
import { normaliseName, shortName } from '../../organisations/normalise-name.ts';
import { organisationTables } from '../../organisations/organisation-tables.ts';
import { readKnownTables } from '../../warehouse/join/read-known-tables.ts';

const known = readKnownTables();

describe('matching: the reviewed tables', () => {
  it('name 274 English trusts, each with a source, and no Welsh body', () => {
    assert.equal(new Set(known.organisations.map(({ code }) => code)).size, 274);
    assert.deepEqual(
      known.organisations.filter(({ code }) => !isTrustShaped(code) || isWelshBody(code)),
      [],
    );
    assert.ok(known.organisations.every(({ source }) => source.length > 3));
  });

  it('hold the care trusts, which are in no edition of etr', () => {
    for (const code of ['TAD', 'TAF', 'TAH', 'TAJ']) {
      assert.ok(
        known.organisations.some((one) => one.code === code),
        code,
      );
    }
  });

  it('no two codes share a name, normalised or without the words NHS, Foundation, Trust', () => {
    for (const key of [normaliseName, shortName]) {
      const owner = new Map<string, string>();
      for (const { name, code } of [...known.organisations, ...known.aliases]) {
        assert.equal(owner.get(key(name)) ?? code, code, name);
        owner.set(key(name), code);
      }
    }
  });

  it('every successor is known, and whoever was succeeded or dissolved has closed by then', () => {
    const close = new Map(known.organisations.map((one) => [one.code, one.close]));
    const last = new Map(known.successions.map((link) => [link.from, link.effectiveDate]));
    for (const { from, to } of known.successions) {
      assert.ok(close.has(from), from);
      assert.ok(to === null || close.has(to), `${from} ${to}`);
      const closed = close.get(from);
      const date = last.get(from);
      assert.ok(
        closed && date && closed <= date && Date.parse(date) - Date.parse(closed) <= 86_400_000,
        from,
      );
    }
  });

  it('every trust that has closed since 2017 has a successor or is named as dissolved', () => {
    const followed = new Set(known.successions.map(({ from }) => from));
    const forgotten = known.organisations
      .filter(({ code, close }) => close !== null && close >= '2017-03-31' && !followed.has(code))
      .map(({ code }) => code);
    assert.deepEqual(forgotten, ['R0C'], 'R0C closed after 26 days without accounts');
  });

  it('successions read forward and backward', () => {
    const { organisation_succession: links } = organisationTables(known.organisations, known.successions);
    const forward = links.filter(({ from_code }) => from_code === 'RW6');
    assert.deepEqual(
      forward.map(({ to_code, effective_date, kind }) => [to_code, effective_date, kind]),
      [
        ['R0A', '2021-04-01', 'split'],
        ['RM3', '2021-10-01', 'split'],
      ],
    );
    const backward = links.filter(({ to_code }) => to_code === 'RH5').map(({ from_code }) => from_code);
    assert.deepEqual(backward, ['RA4', 'RBA']);
    assert.deepEqual(
      links.filter(({ kind }) => kind === 'dissolution').map(({ from_code }) => from_code),
      ['RJD', 'RYK', 'RYV'],
    );
  });

  it('the published table has one row per code, the Welsh bodies left out', () => {
    const welsh = { code: 'RT4', name: 'WELSH AMBULANCE', open: null, close: null, source: 'ODS' };
    const { organisation } = organisationTables([...known.organisations, welsh], []);
    assert.equal(organisation.length, 274);
    assert.equal(new Set(organisation.map(({ org_code }) => org_code)).size, 274);
    assert.deepEqual(
      organisation.find(({ org_code }) => org_code === 'TAF'),
      {
        org_code: 'TAF',
        name: 'Camden and Islington NHS Foundation Trust',
        open_date: null,
        close_date: '2024-10-31',
        source: 'TAC List of Providers 2023-24',
      },
    );
  });

  it('a table with a date that does not exist is refused', () => {
    const texts = {
      organisations: 'code,name,open,close,source\nR0A,M,2017-02-30,,x\n',
      successions: 'from,to,effective_date,kind,source\n',
      aliases: 'name,code,reason\n',
      parts: 'code,trust,part,source\n',
    };
    assert.throws(() => parseKnownTables(texts), /open/);
  });
});
