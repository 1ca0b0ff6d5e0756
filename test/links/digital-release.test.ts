import assert from 'node:assert/strict';
import type { PageReading } from '../../datasets/contract/discovery.ts';
import { digitalDiscovery, isReleaseOfYear } from '../../datasets/links/digital-release.ts';
import { yearsNamed } from '../../nhs/named-years.ts';
import { rankBy } from '../../datasets/links/read-links.ts';
import { digitalAddress, releasePage, seriesPage } from './digital-page.ts';

const SERIES = 'hospital-accident--emergency-activity';
const discovery = digitalDiscovery({
  series: SERIES,
  isRelease: isReleaseOfYear,
  judge: ({ fileName }) => (fileName.includes('provider') ? ['2019-20'] : 'not by provider'),
  rank: (candidates) => rankBy(candidates, ({ url }) => url),
});
const wanted = digitalAddress(`${SERIES}/2019-20`);

describe('pages of digital.nhs.uk', () => {
  describe('a series page', () => {
    it('leads to the release of the year, whether it is the latest or a past one', () => {
      const past = seriesPage(SERIES, {
        latest: ['2020-21', 'A&E 2020-21'],
        past: [['2019-20', 'A&E 2019-20']],
      });
      const latest = seriesPage(SERIES, {
        latest: ['2019-20', 'A&E 2019-20'],
        past: [['2018-19', 'A&E 2018-19']],
      });
      for (const page of [past, latest])
        assert.deepEqual(discovery.readPage(page, '2019-20').follow, [wanted]);
    });

    it('without "Latest statistics" lists every release as past', () => {
      const page = seriesPage(SERIES, {
        past: [
          ['2020-21', ''],
          ['2019-20', ''],
        ],
      });
      assert.deepEqual(discovery.readPage(page, '2019-20').follow, [wanted]);
    });

    it('never leads to a release that is only announced', () => {
      const page = seriesPage(SERIES, { past: [['2018-19', '']], upcoming: [['2019-20', 'A&E 2019-20']] });
      assert.deepEqual(discovery.readPage(page, '2019-20').follow, []);
      const bare = {
        ...page,
        html: page.html.replace(/id="upcoming-publications"|data-uipath="[^"]*upcoming"/g, ''),
      };
      assert.deepEqual(discovery.readPage(bare, '2019-20').follow, []);
    });

    it('is known with an encoded hyphen, a query and a redirect too', () => {
      const page = seriesPage(SERIES, { past: [['2019-20', '']] });
      const encoded = { ...page, url: page.url.replace('--', '%2D%2D'), finalUrl: `${page.url}/?from=pubs` };
      assert.deepEqual(discovery.readPage(encoded, '2019-20').follow, [wanted]);
    });

    it('gives the release once, and no supplementary page, chapter or replaced series', () => {
      const page = seriesPage(SERIES, {
        latest: ['2019-20', 'A&E 2019-20'],
        past: [
          ['2019-20', 'A&E 2019-20'],
          ['2019-20/summary-reports', 'Chapter'],
        ],
      });
      assert.deepEqual(discovery.readPage(page, '2019-20').follow, [wanted]);
    });

    it('that links no release of the year leaves the usual address to be tried', () => {
      assert.deepEqual(discovery.furtherPages?.('2019-20'), [wanted]);
    });
  });

  describe('a release page', () => {
    it('gives its files under the heading of their cards, without type and size', () => {
      const reading = discovery.readPage(
        releasePage(`${SERIES}/2019-20`, [
          ['01/ABCDEF/ae%20provider.xlsx', 'A&amp;E: Provider Level Analysis'],
        ]),
        '2019-20',
      );
      assert.deepEqual(found(reading), [
        'https://files.digital.nhs.uk/01/ABCDEF/ae%20provider.xlsx A&E: Provider Level Analysis',
      ]);
      assert.deepEqual(reading.follow, []);
    });

    it('gives only data files of the site: a dashboard elsewhere is no file', () => {
      const reading = discovery.readPage(
        releasePage(`${SERIES}/2019-20`, [
          ['01/ABCDEF/provider.pdf', 'Provider report'],
          ['02/ABCDEF/national.csv', 'National'],
          ['https://example.org/provider.xlsx', 'Provider'],
        ]),
        '2019-20',
      );
      assert.deepEqual(found(reading), []);
      assert.deepEqual(
        reading.rejected.map(({ reason }) => reason),
        ['a .pdf file', 'not by provider'],
      );
    });

    it('without the file leads to its data sets and chapters; with it, nowhere', () => {
      const chapters = [['information', 'Information']] as const;
      const path = `${SERIES}/2019-20`;
      assert.deepEqual(discovery.readPage(releasePage(path, [], chapters), '2019-20').follow, [
        digitalAddress(`${path}/information`),
      ]);
      const whole = releasePage(path, [['01/ABCDEF/provider.csv', 'Provider']], chapters);
      assert.deepEqual(discovery.readPage(whole, '2019-20').follow, []);
    });

    it('that lacks one of the files a release should have leads on to look for it', () => {
      const both = digitalDiscovery({
        series: SERIES,
        isRelease: isReleaseOfYear,
        judge: ({ fileName }) => [fileName.includes('provider') ? 'HES' : 'MSDS'],
        rank: (candidates) => candidates,
        slots: () => ['HES', 'MSDS'],
      });
      const path = `${SERIES}/2019-20`;
      const chapters = [['data-sets', 'Data sets']] as const;
      const half = releasePage(path, [['01/ABCDEF/provider.csv', 'Provider']], chapters);
      assert.deepEqual(both.readPage(half, '2019-20').follow, [digitalAddress(`${path}/data-sets`)]);
      const whole = releasePage(
        path,
        [
          ['01/ABCDEF/provider.csv', ''],
          ['02/ABCDEF/msds.csv', ''],
        ],
        chapters,
      );
      assert.deepEqual(both.readPage(whole, '2019-20').follow, []);
    });

    it('that is announced and not published has no files', () => {
      const page = releasePage(`${SERIES}/2019-20`, []);
      const bare = { ...page, html: '<h1>A&E 2019-20</h1><p>(Upcoming, not yet published)</p>' };
      assert.deepEqual(discovery.readPage(bare, '2019-20'), { candidates: [], rejected: [], follow: [] });
    });
  });

  describe('the year of a release', () => {
    it('is named in its address, however long the address is', () => {
      assert.deepEqual(yearsNamed('hospital-outpatient-activity-2010-11'), ['2010-11']);
      assert.deepEqual(yearsNamed('adult-critical-care-data-in-england-april-13-to-march-14'), ['2013-14']);
      assert.deepEqual(yearsNamed('april-2014-to-march-2015'), ['2014-15']);
      assert.deepEqual(yearsNamed('2019-2020'), ['2019-20']);
    });

    it('is not read from two numbers that do not follow each other, nor from a calendar year', () => {
      assert.deepEqual(yearsNamed('2019-21'), []);
      assert.deepEqual(yearsNamed('september-2021'), []);
    });

    it('is taken from the text only where the address names none', () => {
      assert.equal(
        isReleaseOfYear('nhs-maternity-statistics', 'NHS Maternity Statistics, 2019/20', '2019-20'),
        true,
      );
      assert.equal(isReleaseOfYear('2018-19', 'revised with 2019-20', '2019-20'), false);
    });
  });
});

function found(reading: PageReading): readonly string[] {
  return reading.candidates.map(({ url, text }) => `${url} ${text}`);
}
