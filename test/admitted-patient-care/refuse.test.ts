import assert from 'node:assert/strict';
import { admittedPatientCare as apc } from '../../datasets/admitted-patient-care/dataset.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import type { SourceBytes } from '../../spreadsheet/source-bytes.ts';
import {
  hospitalProviders,
  providerLevelCsv,
  providerLevelWorkbook,
} from '../fixtures/admitted-patient-care.ts';
import { type Edit, contextOf, setInRow, withoutRow } from '../fixtures/provider-level.ts';
import { refusal } from '../tables/refusal.ts';
import { sourceOf } from '../tables/source-of.ts';

const FY = '2019-20';

async function parse(source: Promise<SourceBytes>, fy = FY): Promise<ParsedFile> {
  return await apc.parse(await source, contextOf(fy));
}

async function codes(edit: Edit): Promise<readonly string[]> {
  return apc.check(await parse(hospitalProviders({ fy: FY, edit })), contextOf(FY)).map((one) => one.code);
}

const FCE = 7;
const ADMISSIONS = 8;
const EMERGENCY = 12;
const WAITING = 13;

describe('admitted patient care of another year', () => {
  it('is refused when the title of the table says so, whatever the name of the file', async () => {
    await assert.rejects(
      parse(hospitalProviders({ fy: '2018-19' })),
      refusal('WRONG_PERIOD', /Hospital Providers - 2018-19/, /not 2019-20/),
    );
  });

  it('is refused when no line above the headings says a year', async () => {
    await assert.rejects(
      parse(hospitalProviders({ fy: FY, edit: (rows) => void rows.splice(3, 1, []) })),
      refusal('WRONG_PERIOD', /no year above its headings/),
    );
  });

  it('is refused when the lines above the headings say two years', async () => {
    await assert.rejects(
      parse(hospitalProviders({ fy: FY, edit: (rows) => void rows.splice(5, 1, ['Episodes of 2018-19']) })),
      refusal('WRONG_PERIOD', /2018-19/, /2019-20/),
    );
  });

  it('is not taken from the sheet of the year before in the next workbook', async () => {
    await assert.rejects(parse(providerLevelWorkbook('2020-21')), refusal('WRONG_PERIOD', /2020-21/));
  });

  it('is refused when any row of the CSV says so', async () => {
    const edit: Edit = (rows) => ((rows[9] ?? [])[2] = '2223');
    await assert.rejects(
      parse(providerLevelCsv('2023-24', edit), '2023-24'),
      refusal('WRONG_PERIOD', /row 10/),
    );
    await assert.rejects(parse(providerLevelCsv('2023-24'), '2022-23'), refusal('WRONG_PERIOD', /2324/));
  });
});

describe('a file of admitted patient care that is not as it should be', () => {
  it('is refused when a heading is missing, and the sentence shows the headings found', async () => {
    const edit = setInRow('Admissions', { [ADMISSIONS]: 'Spells' });
    await assert.rejects(
      parse(hospitalProviders({ fy: FY, edit })),
      refusal('HEADING_MISSING', /no heading "admissions"/, /"Finished consultant episodes", "Spells"/),
    );
    await assert.rejects(
      parse(
        providerLevelCsv('2023-24', (rows) => ((rows[0] ?? [])[7] = 'FIGURE')),
        '2023-24',
      ),
      refusal('HEADING_MISSING', /"FIGURE"/),
    );
  });

  it('is refused when only the sheet of the year before has its headings, for either year', async () => {
    const source = await providerLevelWorkbook(FY, setInRow('Admissions', { 2: 'Spells' }));
    for (const fy of [FY, '2018-19']) {
      await assert.rejects(parse(Promise.resolve(source), fy), refusal('WRONG_PERIOD', /"201819 DATA"/));
    }
    assert.match(JSON.stringify(apc.recognise(source)), /no sheet of that year can be read/);
  });

  it('is refused when a heading is spelled as in the years of another row', async () => {
    const edit = setInRow('Geography level Code', { 0: 'Code ' });
    const source = await providerLevelWorkbook(FY, edit);
    const refused = refusal('HEADING_MISSING', /not the headings of 2019-20.*"geography level code"/);
    await assert.rejects(parse(Promise.resolve(source)), refused);
    assert.ok('notThis' in apc.recognise(source));
  });

  it('is refused when a heading stands there twice', async () => {
    await assert.rejects(
      parse(hospitalProviders({ fy: FY, edit: setInRow('Admissions', { 9: 'Admissions' }) })),
      refusal('HEADING_MISSING', /twice/),
    );
  });

  it('is refused when it is another file of the release', async () => {
    const edit = setInRow('Hospital provider code and description†', { 0: 'ICB of responsibility' });
    const source = await hospitalProviders({ fy: FY, edit });
    await assert.rejects(parse(Promise.resolve(source)), refusal('WRONG_TABLE'));
    const found = apc.recognise(source);
    assert.ok('notThis' in found && found.nearly === true);
  });

  it('is refused when one trust is lost from its rows', async () => {
    assert.deepEqual(await codes(withoutRow('TAD')), [
      'TOTAL_DISAGREES',
      'TOTAL_DISAGREES',
      'TOTAL_DISAGREES',
    ]);
  });

  it('is refused when it has no total, or one that is no number', async () => {
    await assert.rejects(
      parse(hospitalProviders({ fy: FY, edit: setInRow('Total', { 1: 'Sum' }) })),
      refusal('TOTAL_DISAGREES', /no total/),
    );
    await assert.rejects(
      parse(hospitalProviders({ fy: FY, edit: setInRow('Total', { [FCE]: '*' }) })),
      refusal('TOTAL_DISAGREES', /row 12, column H/),
    );
    const edit: Edit = (rows) => void rows.splice(1, rows.findIndex((row) => row[1] === 'REGION') - 1);
    await assert.rejects(parse(providerLevelCsv('2023-24', edit), '2023-24'), refusal('TOTAL_DISAGREES'));
  });

  it('is refused when it has headings and no provider', async () => {
    await assert.rejects(
      parse(hospitalProviders({ fy: FY, edit: (rows) => void rows.splice(16, 7) })),
      refusal('UNKNOWN_LAYOUT', /no organisation/),
    );
  });

  it('is refused when one code has two different rows', async () => {
    const twice: Edit = (rows) => {
      rows.splice(18, 0, [...(rows[16] ?? [])]);
      setInRow('RCF', { [FCE]: 70860 })(rows);
    };
    assert.ok((await codes(twice)).includes('DUPLICATE_ROWS'));
  });

  it('is refused when England has more admissions than episodes, or methods that do not make up its admissions', async () => {
    const swapped: Edit = (rows) => {
      const [header = []] = rows.filter((row) => row.includes('Admissions'));
      [header[FCE], header[ADMISSIONS]] = [header[ADMISSIONS] ?? null, header[FCE] ?? null];
    };
    assert.ok((await codes(swapped)).includes('IMPLAUSIBLE'));
    const wrongEmergency: Edit = (rows) => {
      const [header = []] = rows.filter((row) => row.includes('Admissions'));
      header[EMERGENCY] = 'Emergency ward';
    };
    assert.ok((await codes(wrongEmergency)).includes('IMPLAUSIBLE'));
  });

  it('is refused when a count is negative or has a fraction', async () => {
    assert.ok((await codes(setInRow('RCF', { [FCE]: -5 }))).includes('IMPLAUSIBLE'));
    assert.ok((await codes(setInRow('RCF', { [FCE]: 70855.5 }))).includes('IMPLAUSIBLE'));
  });

  it('is refused when it is no such publication at all', async () => {
    const text = 'Code,Name,Beds\nRCF,Airedale,300\n';
    const source = await sourceOf(new TextEncoder().encode(text), 'beds.csv');
    assert.ok('notThis' in apc.recognise(source));
    await assert.rejects(parse(Promise.resolve(source)), refusal('HEADING_MISSING', /"Beds"/));
  });
});

describe('a doubt about admitted patient care', () => {
  async function kinds(edit: Edit): Promise<readonly string[]> {
    const { findings } = await parse(hospitalProviders({ fy: FY, edit }));
    return findings.map(({ kind, orgCode, measure }) => `${kind} ${orgCode ?? ''} ${measure ?? ''}`.trim());
  }

  it('is said where the methods of admission add up to more than the admissions', async () => {
    assert.deepEqual(await kinds(setInRow('RCF', { [ADMISSIONS]: 50000 })), [
      'total-apart',
      'identity RCF admissions',
    ]);
  });

  it('is said where there are more admissions than episodes', async () => {
    assert.ok(
      (await kinds(setInRow('RCF', { [FCE]: 60000 }))).includes('admissions-exceed-episodes RCF admissions'),
    );
  });

  it('is said of a cell that is no number, which is taken as not reported', async () => {
    const parsed = await parse(hospitalProviders({ fy: FY, edit: setInRow('RCF', { 16: '#DIV/0!' }) }));
    assert.deepEqual(
      parsed.findings.map(({ kind }) => kind),
      ['unreadable-cell'],
    );
    assert.deepEqual(apc.check(parsed, contextOf(FY)), []);
  });

  it('does not withhold a year for the total of a column that feeds no cell', async () => {
    const parsed = await parse(hospitalProviders({ fy: FY, edit: setInRow('RJ1-X', { [WAITING]: 89500 }) }));
    assert.deepEqual(
      parsed.findings.map(({ kind }) => kind),
      ['total-apart'],
    );
    assert.deepEqual(apc.check(parsed, contextOf(FY)), []);
  });
});
