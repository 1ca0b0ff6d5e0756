import assert from 'node:assert/strict';
import { onPages } from '../../activities/discover.ts';
import type { Discovered } from '../../activities/references.ts';
import type { Page } from '../../datasets/contract/discovery.ts';
import { criticalCare } from '../../datasets/critical-care/dataset.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { AREA, BEDS_AREA, fileLinks, SITE, statsPage, upload } from '../fixtures/stats-page.ts';
import { digitalAddress, releasePage, seriesPage, type ReleasedFile } from '../links/digital-page.ts';

const APC = 'hospital-admitted-patient-care-activity';
const CAPACITY = `${AREA}/critical-care-capacity/`;
const CAPACITY_YEAR = `${CAPACITY}critical-care-bed-capacity-and-urgent-operations-cancelled-2019-20-data/`;
const UEC_SLUG = 'critical-care-and-general-acute-beds-urgent-and-emergency-care-daily-situation-reports';
const UEC = `${BEDS_AREA}/${UEC_SLUG}/`;

const SERIES = seriesPage(APC, {
  latest: ['2023-24', 'Hospital Admitted Patient Care Activity, 2023-24'],
  past: ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23'].map((fy) => [
    fy,
    `APC Activity, ${fy}`,
  ]),
  upcoming: [['2024-25', 'Hospital Admitted Patient Care Activity, 2024-25']],
});

const DECOYS: readonly ReleasedFile[] = [
  ['01/AAAAAA/hosp-epis-stat-admi-prov-leve-2019-20-tab%20v2.xlsx', 'Provider level analysis'],
  ['02/AAAAAA/hosp-epis-stat-admi-diag-2019-20-tab.xlsx', 'Diagnosis'],
  ['03/AAAAAA/hosp-epis-stat-admi-acci-2019-20-tab.xlsx', 'Accidents'],
  ['04/AAAAAA/acc-technical-guide-2019-20.xlsx', 'Adult Critical Care: technical guide'],
  ['05/AAAAAA/hosp-epis-stat-admi-acc-2018-19-tab.xlsx', 'Adult Critical Care 2018-19'],
  ['06/AAAAAA/hosp-epis-stat-admi-acc-time-series-2019-20.xlsx', 'Adult Critical Care: time series'],
];

/** The adult critical care file of 2019-20, and the address it is at. */
const ACC: ReleasedFile = ['07/AAAAAA/hosp-epis-stat-admi-acc-2019-20-tab.xlsx', 'Adult Critical Care (ACC)'];
const ACC_AT = `https://files.digital.nhs.uk/${ACC[0]}`;

const release = (fy: string, ...files: readonly ReleasedFile[]): Page => releasePage(`${APC}/${fy}`, files);

/** A page, or the failure an address answers with. */
type Answer = Page | readonly [url: string, failure: SourceError];

/** Reads the pages given; others are not there. */
function discover(fy: string, pages: readonly Answer[], lastTry = true): Promise<Discovered> {
  const plain = (url: string): string => url.replace(/\/$/, '');
  return onPages(
    criticalCare,
    fy,
    (url) => {
      for (const page of pages) {
        if ('html' in page && plain(page.url) === plain(url)) return Promise.resolve(page);
        if (!('html' in page) && plain(page[0]) === plain(url)) return Promise.reject(page[1]);
      }
      return Promise.reject(new SourceError(SourceErrorCode.notFound, `${url} answers 404.`));
    },
    lastTry ? undefined : { failures: { add: () => 1, forget: () => undefined }, waits: [] },
  );
}

function urlsOf(found: Discovered, slot: string): readonly string[] {
  return found.slots.find((entry) => entry.slot === slot)?.candidates.map(({ url }) => url) ?? [];
}

/** Slots with the number of candidates of each. */
function slotsOf({ slots }: Discovered): Readonly<Record<string, number>> {
  return Object.fromEntries(slots.map(({ slot, candidates }) => [slot, candidates.length]));
}

describe('finding the adult critical care file of a year', () => {
  it('it is on the release page of admitted patient care, among files that are not it', async () => {
    const found = await discover('2019-20', [SERIES, release('2019-20', ...DECOYS, ACC)]);
    assert.deepEqual(urlsOf(found, '2019-20'), [ACC_AT]);
    assert.equal(found.rejectedCount, DECOYS.length);
  });

  it('the title of a joint release makes no file one of critical care', async () => {
    const title = 'Hospital Admitted Patient Care and Adult Critical Care Activity, 2018-19';
    const others: readonly ReleasedFile[] = [
      ['02/AAAAAA/hosp-epis-stat-admi-diag-2018-19-tab.xlsx', `${title}: Diagnosis`],
      ['01/AAAAAA/hosp-epis-stat-admi-prov-2018-19-tab.xlsx', `${title}: Hospital providers`],
    ];
    const file: ReleasedFile = ['07/AAAAAA/tables-2018-19.xlsx', `${title}: Adult Critical Care`];
    const read = (...files: readonly ReleasedFile[]): Promise<Discovered> =>
      discover('2018-19', [SERIES, release('2018-19', ...files)]);
    assert.deepEqual(urlsOf(await read(...others, file), '2018-19'), [
      `https://files.digital.nhs.uk/${file[0]}`,
    ]);
    assert.equal((await read(...others)).slots[0]?.stated, true);
  });

  it('a second version goes before the first, and names with blanks are read', async () => {
    const page = release(
      '2021-22',
      ['08/AAAAAA/hosp-epis-stat-admi-acc-2021-22-tab.xlsx', 'Adult Critical Care'],
      ['09/AAAAAA/hosp-epis-stat-admi%20acc%202021-22-tab%20v2.xlsx', 'Adult Critical Care'],
    );
    assert.match(urlsOf(await discover('2021-22', [SERIES, page]), '2021-22')[0] ?? '', /v2\.xlsx$/);
  });

  it('the page of the old series is never asked, for it lists old years only', () => {
    for (const fy of criticalCare.years) {
      const { startPages, furtherPages, optionalPages } = criticalCare.discovery;
      const pages = [...startPages(fy), ...(furtherPages?.(fy) ?? []), ...(optionalPages?.(fy) ?? [])];
      assert.ok(!pages.some((page) => page.includes('hospital-adult-critical-care-activity')));
    }
  });

  it('a release without such a file is a stated gap', async () => {
    const found = await discover('2019-20', [SERIES, release('2019-20', ...DECOYS)]);
    assert.deepEqual(slotsOf(found), { '2019-20': 0 });
    assert.equal(found.slots[0]?.stated, true);
    assert.match(found.slots[0].noCandidate ?? '', /2019-20 release .* none of them of adult critical care/);
  });

  it('a file on a sub-page of the release is found; where that cannot be read nothing is stated', async () => {
    const page = releasePage(`${APC}/2019-20`, DECOYS, [['acc', 'Adult critical care']]);
    const below = releasePage(`${APC}/2019-20/acc`, [ACC]);
    assert.deepEqual(urlsOf(await discover('2019-20', [SERIES, page, below]), '2019-20'), [ACC_AT]);
    const blocked = new SourceError(SourceErrorCode.blocked, 'The site answers 403.');
    const found = await discover('2019-20', [SERIES, page, [digitalAddress(`${APC}/2019-20/acc`), blocked]]);
    assert.equal(found.slots[0]?.stated, undefined);
    assert.match(found.pageFailure ?? '', /403/);
  });

  it('a release that is not published yet, or has no files at all, states nothing', async () => {
    await assert.rejects(discover('2019-20', [SERIES, release('2019-20')]), /no link to a file of 2019-20/);
    await assert.rejects(discover('2024-25', [SERIES]), /404/);
  });
});

describe('finding the months of critical care beds', () => {
  const capacity = statsPage(
    CAPACITY_YEAR,
    fileLinks(
      [
        'Critical Care Beds and Urgent Operations Cancelled January 2020 (CSV, 29KB)',
        '2020/03/Monthly-SITREPSs-CC-and-UOC-Extracts-JANUARY-2020-oa9U1.csv',
      ],
      ['Critical Care Beds December 2019', '2020/02/Monthly-SITREPSs-CC-and-UOC-Extracts-DECEMBER-2019.csv'],
      ['Critical care beds August 2019', '2019/11/MSitRep-AUGUST-2019-revisions.csv'],
      ['Critical care beds August 2019', '2019/10/Monthly-SITREPs-CC-and-UOC-Extracts-August-2019-L4h2U.csv'],
      ['Critical care beds', '2018/04/MSitReps-April-CC-Revised-27.04.18.csv'],
      ['Urgent operations cancelled July 2019', '2019/09/Monthly-SITREPs-UOC-Extracts-July-2019.csv'],
      ['Critical care time series July 2019', '2019/09/MSitRep-Timeseries-July-2019.xls'],
      ['Delayed transfers July 2019', '2019/09/MSitRep-DTOC-July-2019.csv'],
    ),
  );
  const title = 'Critical Care Bed Capacity and Urgent Operations Cancelled 2019-20 Data';
  const landing = statsPage(CAPACITY, fileLinks([title, CAPACITY_YEAR]));
  it('to February 2020: extracts of the year page, the revised before the first issue', async () => {
    const found = await discover('2019-20', [SERIES, release('2019-20', ...DECOYS), landing, capacity]);
    const months = { '2019-04': 1, '2019-08': 2, '2019-12': 1, '2020-01': 1 };
    assert.deepEqual(slotsOf(found), { '2019-20': 0, ...months });
    assert.equal(urlsOf(found, '2019-08')[0], upload('2019/11/MSitRep-AUGUST-2019-revisions.csv'));
    assert.equal(found.slots[0]?.stated, true);
  });

  it('from 2020-21: the workbook of the month, final before provisional, whatever number its name begins with', async () => {
    const page = statsPage(
      `${SITE}/statistics/${UEC_SLUG}-2024-25/`,
      fileLinks(
        ['April 2024', '2024/06/202404-April-2024-sitrep-data-finalversion-1.xlsx'],
        ['April 2024 (revised)', '2025/07/202404-April-2024-sitrep-data-FINAL-revised.xlsx'],
        ['August 2024', '2024/09/202406-August-2024-beds-sitrep-data-provisionalversion-v2.xlsx'],
        ['August 2024', '2024/10/202408-August-2024-beds-sitrep-data-finalversion.xlsx'],
        ['August 2024 CSV', '2024/10/202408-August-2024-beds-sitrep-data-finalversion.csv'],
        ['Beds Timeseries', '2023/03/Beds-publication-Timeseries-March-2020-February-2025.xlsx'],
        ['Winter sitrep December 2024', '2025/01/Winter-SitRep-Acute-December-2024.xlsx'],
        ['Beds Open Overnight', '2024/11/Beds-Open-Overnight-Web_File-December-2024.xlsx'],
      ),
    );
    const other = release('2024-25', ['0A/AAAAAA/hosp-epis-stat-admi-diag-2024-25-tab.xlsx', 'Diagnosis']);
    const series = seriesPage(APC, { latest: ['2024-25', 'APC 2024-25'] });
    const found = await discover('2024-25', [series, other, page]);
    assert.deepEqual(slotsOf(found), { '2024-25': 0, '2024-04': 2, '2024-08': 2 });
    assert.match(urlsOf(found, '2024-04')[0] ?? '', /FINAL-revised/);
    assert.match(urlsOf(found, '2024-08')[0] ?? '', /finalversion\.xlsx/);
  });

  it('the landing page of the daily situation reports leads to the page of the year', async () => {
    const inside = `${UEC}${UEC_SLUG}-2022-23-data/`;
    const area = statsPage(UEC, fileLinks(['Critical care and General &amp; Acute Beds 2022-23', inside]));
    const month = fileLinks(['April 2022', '2022/05/202204-April-2022-sitrep-data-FINAL.xlsx']);
    const others = release('2022-23', ...DECOYS.slice(0, 2));
    const found = await discover('2022-23', [SERIES, others, area, statsPage(inside, month)]);
    assert.equal(urlsOf(found, '2022-04').length, 1);
  });

  it('pages of beds that are not there are no failure and no gap', async () => {
    const found = await discover('2019-20', [SERIES, release('2019-20', ACC)]);
    assert.deepEqual(slotsOf(found), { '2019-20': 1 });
    assert.equal(found.pageFailure, undefined);
  });

  it('a failing server of beds is asked again, and then the periods go on without it and the months say why', async () => {
    const down = new SourceError(SourceErrorCode.serverFailed, 'www.england.nhs.uk answers 503.');
    const pages = [SERIES, release('2019-20', ACC), [CAPACITY, down]] as const;
    await assert.rejects(discover('2019-20', pages, false), /503/);
    const found = await discover('2019-20', pages, true);
    assert.equal(urlsOf(found, '2019-20').length, 1);
    assert.equal(found.slots.length, 13);
    assert.match(found.slots[1]?.noCandidate ?? '', /503/);
  });
});
