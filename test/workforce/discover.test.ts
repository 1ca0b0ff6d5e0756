import assert from 'node:assert/strict';
import { onPages } from '../../activities/discover.ts';
import type { Discovered } from '../../activities/references.ts';
import type { Page } from '../../datasets/contract/discovery.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { workforce } from '../../datasets/workforce/dataset.ts';
import { releasePage, seriesPage } from '../links/digital-page.ts';

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
    const page = pages.find((one) => one.url === url);
    return page
      ? Promise.resolve(page)
      : Promise.reject(new SourceError(SourceErrorCode.notFound, `${url} answers 404.`));
  });
}

function found(answer: Discovered): Readonly<Record<string, string>> {
  return Object.fromEntries(
    answer.slots.flatMap((slot) => (slot.candidates[0] ? [[slot.slot, slot.candidates[0].url]] : [])),
  );
}

const MARCH = releasePage(`${FTE}/march-2021`, [
  [
    'C4/453C24/NHS%20Workforce%20Statistics%2C%20March%202021%20England%20and%20Organisation.xlsx',
    'NHS Workforce Statistics, March 2021 England and Organisation',
  ],
  [
    'C5/453C24/NHS%20Workforce%20Statistics%2C%20March%202021%20csv%20files.zip',
    'NHS Workforce Statistics, March 2021 csv files, organisation',
  ],
  [
    'C6/453C24/NHS%20Workforce%20Statistics%2C%20March%202021%20Doctors%20by%20Organisation.xlsx',
    'Doctors by organisation',
  ],
  ['C7/453C24/NHS%20Workforce%20Statistics%2C%20March%202021%20Turnover.xlsx', 'Turnover, organisation'],
  [
    'C8/453C24/NHS%20Workforce%20Statistics%2C%20March%202021%20HEE%20and%20Staff%20Group.xlsx',
    'HEE and staff group',
  ],
  [
    'C9/453C24/NHS%20Workforce%20Statistics%2C%20March%202020%20England%20and%20Organisation.xlsx',
    'March 2020 England and Organisation',
  ],
]);

describe('finding the months of the workforce', () => {
  it('the workbook of the month’s own release is taken, among the others of the release', async () => {
    const answer = await discover('2020-21', [SERIES, MARCH]);
    assert.deepEqual(found(answer), {
      '2021-03':
        'https://files.digital.nhs.uk/C4/453C24/NHS%20Workforce%20Statistics%2C%20March%202021%20England%20and%20Organisation.xlsx',
    });
    assert.equal(answer.slots.length, 12);
    assert.ok(answer.rejected.some((one) => /millions of rows/.test(one.reason)));
  });

  it('a release has its month in an odd address, a second version goes first, an upcoming release is not followed', async () => {
    const december = releasePage(`${FTE}/december-2020-provisional-statistics`, [
      [
        'D1/000000/NHS%20Workforce%20Statistics,%20December%202020%20England%20and%20Organisation.xlsx',
        'England and Organisation',
      ],
      [
        'D2/000000/NHS%20Workforce%20Statistics,%20December%202020%20England%20and%20Organisation%20v2.xlsx',
        'England and Organisation',
      ],
    ]);
    const february = releasePage(`${FTE}/february-2021`, [
      [
        'D3/000000/NHS%20Workforce%20Statistics,%20February%202021%20England%20and%20Organisation.xlsx',
        'England and Organisation',
      ],
    ]);
    const answer = await discover('2020-21', [SERIES, MARCH, december, february]);
    assert.deepEqual(Object.keys(found(answer)), ['2020-12', '2021-03']);
    assert.match(found(answer)['2020-12'] ?? '', /v2\.xlsx/);
  });

  it('where the series page links no month of the year, the usual addresses are tried', async () => {
    const may = releasePage(`${FTE}/may-2018`, [
      [
        'E1/000000/NHS%20Workforce%20Statistics,%20May%202018%20England%20and%20Organisation.xlsx',
        'England and Organisation',
      ],
    ]);
    assert.deepEqual(Object.keys(found(await discover('2018-19', [SERIES, may]))), ['2018-05']);
  });

  it('sickness absence is found on its own series, and its absence is no gap', async () => {
    const series = seriesPage(ABSENCE, {
      latest: ['march-2021', 'NHS Sickness Absence Rates, March 2021'],
      past: [['october-2020-to-december-2020', 'NHS Sickness Absence Rates, October 2020 to December 2020']],
    });
    const march = releasePage(`${ABSENCE}/march-2021`, [
      [
        'F1/000000/NHS%20Sickness%20Absence%20rates%20CSV%2C%20March%202021.csv',
        'NHS Sickness Absence rates CSV, March 2021',
      ],
      [
        'F2/000000/NHS%20Sickness%20Absence%20rates%20by%20reason%2C%20staff%20group%20and%20org%20type%20March%202021.csv',
        'By reason',
      ],
      ['F3/000000/NHS%20Sickness%20Absence%20rates%2C%20March%202021.xlsx', 'Tables, March 2021'],
      ['F4/000000/ESR_ABSENCE_CSV_ANNUAL%20March%202021.csv', 'Annual csv'],
    ]);
    const answer = await discover('2020-21', [SERIES, MARCH, series, march]);
    assert.deepEqual(Object.keys(found(answer)), ['2021-03', '2021-03 absence']);
    assert.match(found(answer)['2021-03 absence'] ?? '', /F1/);
    assert.equal(answer.slots.length, 13);
  });
});
