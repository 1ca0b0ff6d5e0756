import assert from 'node:assert/strict';
import { onPages } from '../../activities/discover.ts';
import type { Discovered } from '../../activities/references.ts';
import type { Page } from '../../datasets/contract/discovery.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { workforce } from '../../datasets/workforce/dataset.ts';
import { releasePage, seriesPage, type ReleasedFile } from '../links/digital-page.ts';

const FTE = 'nhs-workforce-statistics';
const ABSENCE = 'nhs-sickness-absence-rates';

const SERIES = seriesPage(FTE, {
  latest: ['april-2021', 'NHS Workforce Statistics - April 2021'],
  past: [
    ['march-2021', 'NHS Workforce Statistics - March 2021'],
    ['december-2020-provisional-statistics', 'NHS Workforce Statistics - December 2020'],
    ['march-2020', 'NHS Workforce Statistics - March 2020'],
  ],
  upcoming: [['february-2021', 'NHS Workforce Statistics - February 2021']],
});

function discover(fy: string, pages: readonly Page[]): Promise<Discovered> {
  return onPages(workforce, fy, (url) => {
    const page = pages.find((known) => known.url === url);
    return page
      ? Promise.resolve(page)
      : Promise.reject(new SourceError(SourceErrorCode.notFound, `${url} answers 404.`));
  });
}

/** The best address of every slot that has one. */
function found({ slots }: Discovered): Readonly<Record<string, string>> {
  return Object.fromEntries(
    slots.flatMap(({ slot, candidates: [best] }) => (best ? [[slot, best.url]] : [])),
  );
}

/** A file whose card says no more than its name: `C4`, `NHS Workforce Statistics, March 2021 csv files.zip`. */
function named(folder: string, name: string): ReleasedFile {
  return [`${folder}/453C24/${encodeURIComponent(name)}`, name.replace(/\.\w+$/, '')];
}

const workbook = (folder: string, month: string, version = ''): ReleasedFile =>
  named(folder, `NHS Workforce Statistics, ${month} England and Organisation${version}.xlsx`);

const MARCH = releasePage(`${FTE}/march-2021`, [
  workbook('C4', 'March 2021'),
  named('C5', 'NHS Workforce Statistics, March 2021 csv files, organisation.zip'),
  named('C6', 'NHS Workforce Statistics, March 2021 Doctors by Organisation.xlsx'),
  named('C7', 'NHS Workforce Statistics, March 2021 Turnover, organisation.xlsx'),
  named('C8', 'NHS Workforce Statistics, March 2021 HEE, organisation and staff group.xlsx'),
  workbook('C9', 'March 2020'),
]);

describe('finding the months of the workforce', () => {
  it('the workbook of the month’s own release is taken, among the others of the release', async () => {
    const answer = await discover('2020-21', [SERIES, MARCH]);
    assert.deepEqual(found(answer), {
      '2021-03':
        'https://files.digital.nhs.uk/C4/453C24/NHS%20Workforce%20Statistics%2C%20March%202021%20England%20and%20Organisation.xlsx',
    });
    assert.equal(answer.slots.length, 12);
    assert.ok(answer.rejected.some(({ reason }) => /millions of rows/.test(reason)));
  });

  it('a release has its month in an odd address, a second version goes first, an upcoming release is not followed', async () => {
    const december = releasePage(`${FTE}/december-2020-provisional-statistics`, [
      workbook('D1', 'December 2020'),
      workbook('D2', 'December 2020', ' v2'),
    ]);
    const february = releasePage(`${FTE}/february-2021`, [workbook('D3', 'February 2021')]);
    const answer = found(await discover('2020-21', [SERIES, MARCH, december, february]));
    assert.deepEqual(Object.keys(answer), ['2020-12', '2021-03']);
    assert.match(answer['2020-12'] ?? '', /v2\.xlsx/);
  });

  it('where the series page links no month of the year, the usual addresses are tried', async () => {
    const may = releasePage(`${FTE}/may-2018`, [workbook('E1', 'May 2018')]);
    assert.deepEqual(Object.keys(found(await discover('2018-19', [SERIES, may]))), ['2018-05']);
  });

  it('sickness absence is found on its own series, and its absence is no gap', async () => {
    const series = seriesPage(ABSENCE, {
      latest: ['march-2021', 'NHS Sickness Absence Rates, March 2021'],
      past: [['october-2020-to-december-2020', 'NHS Sickness Absence Rates, October 2020 to December 2020']],
    });
    const march = releasePage(`${ABSENCE}/march-2021`, [
      named('F1', 'NHS Sickness Absence rates CSV, March 2021.csv'),
      named('F2', 'NHS Sickness Absence rates by reason, staff group and org type March 2021.csv'),
      named('F3', 'NHS Sickness Absence rates, March 2021.xlsx'),
      named('F4', 'ESR_ABSENCE_CSV_ANNUAL March 2021.csv'),
    ]);
    const answer = await discover('2020-21', [SERIES, MARCH, series, march]);
    assert.deepEqual(Object.keys(found(answer)), ['2021-03', '2021-03 absence']);
    assert.match(found(answer)['2021-03 absence'] ?? '', /F1/);
    assert.equal(answer.slots.length, 13);
  });
});
