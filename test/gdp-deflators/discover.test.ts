import assert from 'node:assert/strict';
import { onPages } from '../../activities/discover.ts';
import type { Page } from '../../datasets/contract/discovery.ts';
import { gdpDeflators } from '../../datasets/gdp-deflators/dataset.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import {
  COLLECTION,
  collectionPage,
  media,
  type Release,
  releasePage,
  releaseUrl,
} from '../fixtures/gdp-deflators.ts';

const { discovery } = gdpDeflators;
const TITLE = 'GDP deflators at market prices, and money GDP';
const release = (month: string, year: number, occasion = 'Quarterly National Accounts'): Release => [
  `${month}-${year}-${occasion}`.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
  `${TITLE} ${month} ${year} (${occasion})`,
];
const SEPTEMBER = release('September', 2025);
const JUNE = release('June', 2025);
const OLD: readonly Release[] = [
  ['november-2017-autumn-budget-2017', `${TITLE} November 2017 (Autumn Budget 2017)`],
  ['october-2015-the-blue-book', `${TITLE}: October 2015 (The Blue Book)`],
];
const FILE = 'GDP_Deflators_Qtrly_National_Accounts_September_2025_update';

const follow = (page: Page): readonly string[] => discovery.readPage(page, 'current').follow;

describe('finding the GDP deflators on gov.uk', () => {
  it('the release with the latest month in its title is read, wherever it stands on the page', () => {
    for (const releases of [
      [SEPTEMBER, JUNE, ...OLD],
      [...OLD, JUNE, SEPTEMBER],
      [JUNE, ...OLD, SEPTEMBER],
    ]) {
      assert.deepEqual(follow(collectionPage(releases)), [releaseUrl(SEPTEMBER[0])]);
    }
  });

  it('of two releases of a month the one after the national accounts is the later', () => {
    const accounts = release('March', 2022);
    const statement = release('March', 2022, 'Spring Statement');
    for (const releases of [
      [statement, accounts],
      [accounts, statement],
    ])
      assert.deepEqual(follow(collectionPage([...releases, ...OLD])), [releaseUrl(accounts[0])]);
  });

  it('a title without a month is dated by its address, and one with neither is not taken', () => {
    const [slug] = release('December', 2025);
    assert.deepEqual(follow(collectionPage([SEPTEMBER, [slug, 'Latest deflators']])), [releaseUrl(slug)]);
    assert.deepEqual(follow(collectionPage([['latest', 'Latest deflators'], JUNE])), [releaseUrl(JUNE[0])]);
  });

  it('an announcement of a release to come, and a release on another site, are not followed', () => {
    const more = `<a href="/government/statistics/announcements/gdp-deflators-at-market-prices-and-money-gdp-december-2025">${TITLE}: December 2025</a>
      <a href="https://www.gov.uk.evil.example/government/statistics/gdp-deflators-at-market-prices-and-money-gdp-december-2025">${TITLE} December 2025</a>`;
    assert.deepEqual(follow(collectionPage([JUNE], more)), [releaseUrl(JUNE[0])]);
  });

  it('of the attachments the CSV comes before the workbook; previews, guides and other hosts are none', async () => {
    const more = `<a href="${media('GDP_deflators_user_guide.xlsx')}">User guide</a>
      <a href="${media('GDP_Deflators.ods')}">GDP deflators</a>
      <a href="https://evil.example/media/1/${FILE}.csv">${SEPTEMBER[1]}</a>
      <a href="javascript:alert('deflators.csv')">deflators</a>`;
    const pages = new Map(
      [
        collectionPage([JUNE, SEPTEMBER]),
        releasePage(SEPTEMBER, [media(`${FILE}.xlsx`), media(`${FILE}.csv`)], more),
      ].map((page) => [page.url, page]),
    );
    const found = await onPages(gdpDeflators, 'current', async (url) => {
      const page = pages.get(url);
      assert.ok(page, url);
      return await Promise.resolve(page);
    });
    assert.deepEqual(found.pagesRead, [COLLECTION, releaseUrl(SEPTEMBER[0])]);
    assert.deepEqual(
      found.slots.map(({ slot, candidates }) => [slot, candidates.map(({ url }) => url)]),
      [['deflators', [media(`${FILE}.csv`), media(`${FILE}.xlsx`)]]],
    );
    const reasons = found.rejected.map(({ reason }) => reason).sort();
    assert.deepEqual(reasons, [
      'a .ods file',
      'about the figures',
      'not on assets.publishing.service.gov.uk',
    ]);
  });

  it('a corrected upload comes before the first', () => {
    const candidates = [`${FILE}.csv`, `${FILE}_v2.csv`].map((name) => ({
      ...{ slot: 'deflators', period: 'deflators', text: SEPTEMBER[1] },
      ...{ url: media(name), pageUrl: releaseUrl(SEPTEMBER[0]) },
    }));
    for (const order of [candidates, candidates.toReversed()])
      assert.equal(discovery.rank(order)[0]?.url, media(`${FILE}_v2.csv`));
  });

  it('a collection without a dated release is told as such', async () => {
    await assert.rejects(
      onPages(gdpDeflators, 'current', async () => await Promise.resolve(collectionPage([]))),
      (error) => error instanceof SourceError && error.code === SourceErrorCode.nothingPublished,
    );
  });
});
