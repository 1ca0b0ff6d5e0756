import assert from 'node:assert/strict';
import { ods } from '../../datasets/ods/dataset.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { SourceError } from '../../nhs/source-error.ts';
import { lines, organisationRow, successionRow } from '../fixtures/ods.ts';
import { contextOf, csvSource } from './csv-source.ts';
import { tableRows } from './table-rows.ts';

const trusts = (...more: readonly string[]): string =>
  lines(
    organisationRow('R0A', 'MANCHESTER UNIVERSITY NHS FOUNDATION TRUST', { open: '20171001' }),
    organisationRow('RW6', 'PENNINE ACUTE HOSPITALS NHS TRUST', { open: '20020401', close: '20210930' }),
    organisationRow('RM3', 'NORTHERN CARE ALLIANCE NHS FOUNDATION TRUST'),
    organisationRow('G6V2S', 'NORTH LONDON NHS FOUNDATION TRUST', { open: '20241101' }),
    organisationRow('RT4', 'WELSH AMBULANCE SERVICES NHS TRUST'),
    ...more,
  );

const parse = (text: string, slot: string) =>
  ods.parse(csvSource(text, `${slot}.csv`), contextOf(slot)) as ParsedFile;
const check = (parsed: ParsedFile) => ods.check(parsed, contextOf('etr'));

function refused(text: string, slot: string): SourceError {
  try {
    parse(text, slot);
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error));
    return error;
  }
  throw new assert.AssertionError({ message: `${slot} was accepted` });
}

describe('ods: lists of trusts', () => {
  it('has no heading line: the first row is a trust like the others', () => {
    const [table] = parse(trusts(), 'etr').tables;
    assert.equal(table?.name, 'ods_organisation');
    assert.deepEqual(tableRows(table)[1], {
      edition: 'etr 2024-11-01',
      code: 'RW6',
      name: 'PENNINE ACUTE HOSPITALS NHS TRUST',
      open_date: '2002-04-01',
      close_date: '2021-09-30',
      national_grouping: 'Y62',
      geography: 'QOP',
      source_row: 2,
    });
    assert.equal(tableRows(table)[0]?.['code'], 'R0A');
    assert.equal(tableRows(table)[0]?.['close_date'], null);
  });

  it('keeps a code of five characters', () => {
    assert.ok(tableRows(parse(trusts(), 'etr').tables[0]).some((row) => row['code'] === 'G6V2S'));
  });

  it('takes the older copies with 24 columns, unquoted', () => {
    const row = `R0A,MANCHESTER UNIVERSITY NHS FOUNDATION TRUST,Y62,QOP,,,,,,,20171001${','.repeat(13)}`;
    const parsed = parse(lines(row), 'etr');
    assert.equal(parsed.layout, 'organisations, 24 columns');
    assert.equal(tableRows(parsed.tables[0])[0]?.['open_date'], '2017-10-01');
  });

  it('refuses any other number of columns and names it', () => {
    const error = refused(lines('R0A,MANCHESTER,Y62,QOP,,,,,,,20171001,,,,,,,,,,,0'), 'etr');
    assert.equal(error.code, 'UNKNOWN_LAYOUT');
    assert.match(error.message, /22 columns/);
  });

  it('refuses a file whose last row is cut short', () => {
    const error = refused(`${trusts()}"RXF","MID YORKSHIRE TEACHING"`, 'etr');
    assert.match(error.message, /Row 6 has 2 columns where the rows before it have 27/);
  });

  it('refuses a heading line, which only rearranged copies have', () => {
    const heading = ['OrgCode', 'Name', ...Array<string>(25).fill('Column')].join(',');
    const error = refused(lines(heading) + trusts(), 'etr');
    assert.equal(error.code, 'UNKNOWN_LAYOUT');
    assert.match(error.message, /without headings.*"OrgCode", "Name"/);
  });

  it('refuses a heading line in capitals as well', () => {
    const heading = ['CODE', 'NAME', ...Array<string>(25).fill('COLUMN')].join(',');
    assert.match(refused(lines(heading) + trusts(), 'etr').message, /without headings/);
  });

  it('refuses a web page in place of the file', () => {
    const error = refused('<!DOCTYPE html>\n<html><body>Request blocked</body></html>\n', 'etr');
    assert.equal(error.code, 'HTML_INSTEAD_OF_FILE');
    assert.match(error.message, /--from-folder/);
  });

  it('refuses an empty file', () => {
    assert.equal(refused('', 'etr').code, 'EMPTY');
  });

  it('refuses a day that does not exist and names the cell', () => {
    const error = refused(trusts(organisationRow('RXF', 'MID YORKSHIRE', { open: '20190230' })), 'etr');
    assert.equal(error.code, 'IMPLAUSIBLE');
    assert.match(error.message, /Row 6, column K: "20190230"/);
  });

  it('refuses a trust that closes before it opens', () => {
    const error = refused(
      trusts(organisationRow('RXF', 'MID YORKSHIRE', { open: '20190401', close: '20180331' })),
      'etr',
    );
    assert.match(error.message, /RXF closes .* before it opens/);
  });

  it('counts a repeated row once and says so', () => {
    const parsed = parse(
      trusts(organisationRow('RM3', 'NORTHERN CARE ALLIANCE NHS FOUNDATION TRUST')),
      'etr',
    );
    assert.equal(parsed.tables[0]?.rows, 5);
    assert.deepEqual(
      parsed.findings.map(({ kind, orgCode }) => [kind, orgCode]),
      [['duplicate-row', 'RM3']],
    );
  });

  it('refuses one code with two names', () => {
    const error = refused(trusts(organisationRow('RM3', 'SALFORD ROYAL NHS FOUNDATION TRUST')), 'etr');
    assert.equal(error.code, 'DUPLICATE_ROWS');
    assert.match(error.message, /row 3 .*row 6/);
  });

  it('sets a row aside that names no trust', () => {
    const parsed = parse(trusts(organisationRow('A81001', 'THE DENSHAM SURGERY')), 'etr');
    assert.deepEqual(
      parsed.quarantine.map(({ orgCode, row, rule }) => [orgCode, row, rule]),
      [['A81001', 6, 'not-a-trust']],
    );
  });

  it('refuses practices, sites of trusts and care trusts under the name etr', () => {
    const practices = lines(organisationRow('A81001', 'A SURGERY'), organisationRow('A81002', 'B SURGERY'));
    const sites = lines(organisationRow('R0A01', 'A SITE'), organisationRow('R0A02', 'B SITE'));
    const careTrusts = lines(organisationRow('TAD', 'BRADFORD DISTRICT CARE'));
    for (const [text, looks] of [
      [practices, /GP practices \(epraccur\)/],
      [sites, /sites of trusts \(ets\)/],
      [careTrusts, /the file ect/],
    ] as const) {
      const error = refused(text, 'etr');
      assert.equal(error.code, 'WRONG_TABLE');
      assert.match(error.message, looks);
    }
  });

  it('refuses trusts under the name ect', () => {
    assert.match(refused(trusts(), 'ect').message, /not ect: it looks like the file etr/);
  });

  it('refuses a list in which no row names a trust', () => {
    const parsed = parse(lines(organisationRow('R0A', '')), 'etr');
    assert.deepEqual(
      check(parsed).map(({ code }) => code),
      ['EMPTY'],
    );
    assert.deepEqual(check(parse(trusts(), 'etr')), []);
  });
});

describe('ods: successors', () => {
  const archive = lines(
    successionRow('00C', '16C', '20200401'),
    successionRow('RTV', 'RXV', '20210401'),
    successionRow('RTV', 'RW4', '20210601'),
    successionRow('RTV', 'RW4', '20210601'),
    successionRow('G85089', 'G85053', '20191231', 'X'),
    successionRow('TAF', 'G6V2S', '20241101', 'F'),
  );

  it('keeps the trusts of all the classes, every successor of one code, repeated rows once', () => {
    const parsed = parse(archive, 'succarc');
    assert.deepEqual(
      tableRows(parsed.tables[0]).map((row) => Object.values(row).join(' ')),
      [
        'succarc 2024-11-01 RTV RXV R 2021-04-01  2',
        'succarc 2024-11-01 RTV RW4 R 2021-06-01  3',
        'succarc 2024-11-01 TAF G6V2S R 2024-11-01 F 6',
      ],
    );
    assert.equal(parsed.findings.length, 1);
  });

  it('refuses a trust with a day that does not exist', () => {
    assert.match(
      refused(
        lines(
          ...Array<string>(20).fill(successionRow('00C', '16C', '20200401')),
          successionRow('RTV', 'RXV', '20190230'),
        ),
        'succ',
      ).message,
      /Row 21, column D: "20190230"/,
    );
  });

  it('sets a trust without a named successor aside', () => {
    const rows = Array<string>(20).fill(successionRow('00C', '16C', '20200401'));
    const parsed = parse(lines(...rows, successionRow('RYK', '', '20241001')), 'succ');
    assert.deepEqual(
      parsed.quarantine.map(({ orgCode, rule }) => [orgCode, rule]),
      [['RYK', 'incomplete-succession']],
    );
  });

  it('may hold no trust at all', () => {
    const parsed = parse(lines(successionRow('00C', '16C', '20200401')), 'succ');
    assert.equal(parsed.tables[0]?.rows, 0);
    assert.deepEqual(check(parsed), []);
  });

  it('refuses a list of trusts, and any other table of five columns', () => {
    assert.equal(refused(trusts(), 'succ').code, 'WRONG_TABLE');
    assert.equal(refused(archive, 'etr').code, 'WRONG_TABLE');
    assert.equal(refused(lines('R0A,12,13,14,15', 'R0B,12,13,14,15'), 'succ').code, 'WRONG_TABLE');
  });
});

describe('ods: where the files are', () => {
  it('has four fixed addresses and needs no page', () => {
    assert.deepEqual(
      ods.discovery.fixed?.('current').map(({ slot, url }) => [slot, url]),
      ['etr', 'ect', 'succ', 'succarc'].map((stem) => [
        stem,
        `https://files.digital.nhs.uk/assets/ods/current/${stem}.zip`,
      ]),
    );
    assert.deepEqual(ods.discovery.startPages('current'), []);
    assert.deepEqual(
      ods.expectedFiles('current').map(({ slot, period }) => [slot, period]),
      ['etr', 'ect', 'succ', 'succarc'].map((stem) => [stem, stem]),
    );
  });
});

describe('ods: several editions in a folder', () => {
  it('the one that reaches furthest comes first, whatever the order', () => {
    const edition = (revised: string) => ({
      slot: 'etr',
      period: 'etr',
      url: `file:etr-${revised}.csv`,
      text: 'etr.csv',
      pageUrl: 'file:',
      revised,
    });
    const ranked = ods.discovery.rank(['2015-09-30', '2024-12-31', '2020-03-26'].map(edition));
    assert.deepEqual(
      ranked.map(({ revised }) => revised),
      ['2024-12-31', '2020-03-26', '2015-09-30'],
    );
  });
});

describe('ods: recognising a file somebody downloaded', () => {
  const recognise = (text: string, fileName: string) => ods.recognise(csvSource(text, fileName));
  const oneYear = lines(successionRow('RNK', 'G6V2S', '20260401'), successionRow('RVJ', 'RA7', '20260701'));
  const manyYears = lines(successionRow('RQQ', 'RGN', '20170401'), successionRow('RVY', 'RBN', '20230701'));

  it('knows trusts and care trusts by their codes, whatever the name', () => {
    assert.deepEqual(recognise(trusts(), 'ect.csv'), {
      fy: 'current',
      slot: 'etr',
      period: 'etr',
      by: 'content',
      edition: '2024-11-01',
    });
    const careTrusts = lines(organisationRow('TAD', 'BRADFORD DISTRICT CARE'));
    assert.deepEqual(recognise(careTrusts, 'x.csv'), {
      fy: 'current',
      slot: 'ect',
      period: 'ect',
      by: 'content',
      edition: '1993-04-01',
    });
  });

  it('tells succ from succarc by name, and without one by the years covered', () => {
    const slotOf = (text: string, name: string) => {
      const found = recognise(text, name);
      return 'slot' in found ? [found.slot, found.by] : found.notThis;
    };
    assert.deepEqual(slotOf(oneYear, 'succarc (1).csv'), ['succarc', 'name']);
    assert.deepEqual(slotOf(manyYears, 'succ.csv'), ['succ', 'name']);
    assert.deepEqual(slotOf(oneYear, 'download.csv'), ['succ', 'content']);
    assert.deepEqual(slotOf(manyYears, 'download.csv'), ['succarc', 'content']);
  });

  it('says why a file is none of these', () => {
    const reasonFor = (text: string, name: string) => {
      const found = recognise(text, name);
      return 'notThis' in found ? found.notThis : found.slot;
    };
    assert.match(reasonFor(lines(organisationRow('A81001', 'A SURGERY')), 'etr.csv'), /GP practices/);
    assert.match(reasonFor('Period,Org Code,Attendances\r\n', 'etr.csv'), /not a row of an ODS file/);
    assert.match(reasonFor('R0A,12,13,14,15\r\n', 'succ.csv'), /five columns, but not/);
  });
});
