import assert from 'node:assert/strict';
import type { Page } from '../../datasets/contract/discovery.ts';
import { discovery } from '../../datasets/tac/discover.ts';
import { sectorIn, yearsIn } from '../../datasets/tac/names.ts';

const LANDING =
  'https://www.england.nhs.uk/financial-accounting-and-reporting/nhs-providers-tac-data-publications/';
const UPLOADS = 'https://www.england.nhs.uk/wp-content/uploads';

function page(body: string, url = LANDING): Page {
  const html = `<!DOCTYPE html><html><head><link rel="canonical" href="${url}"></head><body>
    <a href="#main-content">Skip to main content</a><a href="/statistics/">Statistics</a><a>No address</a>
    <article>${body}</article><footer><a href="/terms-and-conditions/">Terms and conditions</a></footer></body></html>`;
  return { url, finalUrl: url, html };
}

const LANDING_PAGE = page(`
  <h2>2022/23 (1&nbsp;April 2022 to 31&nbsp;March 2023)</h2>
  <ul>
  <li><a href="//www.england.nhs.uk/wp-content/uploads/2024/04/TAC-data-published-in-NHS-trusts%E2%80%99-accounts-for-2022-23.xlsx">TAC data published in NHS trusts’ accounts for&nbsp;2022/23</a></li>
  <li><a href="http://www.england.nhs.uk/wp-content/uploads/2024/04/TAC-DATA-PUBLISHED-IN-NHS-FOUNDATION-TRUST-ACCOUNTS-FOR-2022-23.XLSX">TAC data</a></li>
  <li><a href="/wp-content/uploads/2024/04/202223-NHS-Provider-TAC-Illustrative-File.xlsx">2022/23 TAC illustrative file</a></li>
  </ul>
  <h2>2021/22 (1&nbsp;April 2021 to 31&nbsp;March 2022)</h2>
  <ul>
  <li><a href="${UPLOADS}/2023/07/TAC-data-published-in-NHS-trusts-accounts-for-2021-22.xlsx">TAC data published in NHS trusts’ accounts for 2021/22</a></li>
  <li><a href="/wp-content/uploads/2023/07/TAC-data-published-in-NHS-foundation-trusts-accounts-for-2021-22.xlsx">TAC data published in NHS foundation trusts’ accounts for 2021/22</a></li>
  <li><a href="/wp-content/uploads/2023/09/TAC-data-published-in-NHS-trusts-accounts-for-2021-22-1.xlsx">TAC data published in NHS trusts’ accounts for 2021/22</a></li>
  <li><a href="/wp-content/uploads/2023/07/2021-22-NHS-provider-TAC-ilustrative-file.xlsx">TAC illustrative file 2021/22</a></li>
  <li><a href="/wp-content/uploads/2022/03/TAC-completion-instructions-NHS-trusts-accounts-2021-22.pdf">TAC completion instructions 2021/22 [PDF, 1MB]</a></li>
  </ul>
  <h2>2019/20 (1&nbsp;April 2019 to 31&nbsp;March 2020)</h2>
  <ul>
  <li><a href="/publication/tac-data-in-nhs-trusts-2019-20-accounts/">TAC data in NHS trusts’ 2019/20 accounts</a></li>
  <li><a href="https://www.england.nhs.uk/publication/TAC-data-in-NHS-foundation-trusts-2019-20-Accounts">TAC data in NHS foundation trusts’ 2019/20 accounts</a></li>
  <li><a href="/wp-content/uploads/2021/04/1920-nhs-provider-tac-ilustrative-file.xlsx">2019/20 illustrative file</a></li>
  <li><a href="https://evil.example/publication/tac-data-in-nhs-trusts-2019-20-accounts/">TAC data</a></li>
  <li><a href="https://evil.example/TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx">TAC data</a></li>
  </ul>`);

function found(from: Page, fy: string): readonly (readonly [string, string])[] {
  return discovery.readPage(from, fy).candidates.map(({ slot, url }) => [slot, url] as const);
}

describe('accounts: finding the files', () => {
  it('finds both workbooks of a year, however the address is written', () => {
    assert.deepEqual(found(LANDING_PAGE, '2022-23'), [
      [
        '2022-23 Trust',
        `${UPLOADS}/2024/04/TAC-data-published-in-NHS-trusts%E2%80%99-accounts-for-2022-23.xlsx`,
      ],
      [
        '2022-23 FT',
        `${UPLOADS}/2024/04/TAC-DATA-PUBLISHED-IN-NHS-FOUNDATION-TRUST-ACCOUNTS-FOR-2022-23.XLSX`,
      ],
    ]);
  });

  it('goes by the year in the file name, never by the upload folder', () => {
    assert.deepEqual(
      found(LANDING_PAGE, '2023-24'),
      [],
      'files uploaded in 2023 and 2024 are of earlier years',
    );
    assert.equal(found(LANDING_PAGE, '2021-22').length, 3);
  });

  it('prefers the later upload of a workbook that was published twice', () => {
    const { candidates } = discovery.readPage(LANDING_PAGE, '2021-22');
    const trusts = candidates.filter(({ slot }) => slot === '2021-22 Trust');
    const names = (order: typeof trusts): readonly string[] =>
      discovery.rank(order).map(({ url }) => url.replace(UPLOADS, ''));
    const expected = [
      '/2023/09/TAC-data-published-in-NHS-trusts-accounts-for-2021-22-1.xlsx',
      '/2023/07/TAC-data-published-in-NHS-trusts-accounts-for-2021-22.xlsx',
    ];
    assert.deepEqual(names(trusts), expected);
    assert.deepEqual(names([...trusts].reverse()), expected);
  });

  it('prefers -2 over -1 over the first within one folder, and a name with its year over one without', () => {
    const names = ['accounts-for-2021-22', 'accounts-for-2021-22-2', 'accounts-for-2021-22-1', 'accounts-9'];
    const ranked = discovery.rank(
      names.map((name) => ({
        slot: '2021-22 FT',
        period: '2021-22',
        url: `${UPLOADS}/2023/07/TAC-data-${name}.xlsx`,
        text: '',
        pageUrl: LANDING,
      })),
    );
    assert.deepEqual(
      ranked.map(({ url }) => /accounts-(?:for-)?(.*)\.xlsx/.exec(url)?.[1]),
      ['2021-22-2', '2021-22-1', '2021-22', '9'],
    );
  });

  it('follows the two publication pages of 2019-20, one level deep, on the publisher’s host', () => {
    const { follow, candidates } = discovery.readPage(LANDING_PAGE, '2019-20');
    assert.deepEqual(candidates, []);
    assert.deepEqual(follow, [
      'https://www.england.nhs.uk/publication/tac-data-in-nhs-trusts-2019-20-accounts/',
      'https://www.england.nhs.uk/publication/TAC-data-in-NHS-foundation-trusts-2019-20-Accounts',
    ]);
    assert.deepEqual(discovery.readPage(LANDING_PAGE, '2022-23').follow, []);
  });

  it('reads a publication page, and goes no further from it', () => {
    const publication = page(
      `<h1>TAC data in NHS trusts’ 2019/20 accounts</h1>
      <div class="document-container"><h3><a href="/wp-content/uploads/2021/04/TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx?v=2">TAC data published in NHS trusts’ accounts for 2019/20</a></h3></div>
      <a href="/publication/tac-data-in-nhs-foundation-trusts-2019-20-accounts/">Related: foundation trusts</a>`,
      'https://www.england.nhs.uk/publication/tac-data-in-nhs-trusts-2019-20-accounts/',
    );
    const { follow, candidates } = discovery.readPage(publication, '2019-20');
    assert.deepEqual(follow, []);
    assert.deepEqual(
      candidates.map(({ slot, url }) => [slot, url]),
      [
        [
          '2019-20 Trust',
          `${UPLOADS}/2021/04/TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx?v=2`,
        ],
      ],
    );
  });

  it('does not take forms, instructions, other types or other hosts, and says why', () => {
    const reasons = new Map(
      ['2019-20', '2021-22', '2022-23'].flatMap((fy) =>
        discovery.readPage(LANDING_PAGE, fy).rejected.map(({ url, reason }) => [url, reason] as const),
      ),
    );
    const why = (part: string): string =>
      [...reasons].find(([url]) => url.includes(part))?.[1] ?? 'not rejected';
    assert.match(why('1920-nhs-provider-tac-ilustrative'), /illustrative form/);
    assert.match(why('2021-22-NHS-provider-TAC-ilustrative'), /illustrative form/);
    assert.match(why('202223-NHS-Provider-TAC-Illustrative'), /illustrative form/);
    assert.match(why('completion-instructions'), /instructions/);
    assert.match(why('evil.example'), /not on www\.england\.nhs\.uk/);
    assert.match(why('trusts-accounts-for-2021-22-1'), /accounts of 2021-22, not of 2022-23/);
  });

  it('takes the year and the sector from the link’s text where the name is silent', () => {
    const links = page(`
      <a href="/wp-content/uploads/2023/07/TAC-data-final.xlsx">TAC data published in NHS foundation trusts’ accounts for 2021/22</a>
      <a href="/wp-content/uploads/2023/07/TAC-data-NHS-trusts-accounts.xlsx">TAC data published in accounts for 2021/22</a>
      <a href="/wp-content/uploads/2023/07/TAC-data-providers-2021-22.xlsx">TAC data published in accounts for 2021/22</a>
      <a href="/wp-content/uploads/2023/07/TAC-data-NHS-trusts.xlsx">TAC data published in accounts</a>
      <a href="/wp-content/uploads/2023/07/TAC-data-NHS-trusts-accounts-for-2020-21.xlsx">NHS trusts’ accounts for 2021/22</a>`);
    const { candidates, rejected } = discovery.readPage(links, '2021-22');
    assert.deepEqual(
      candidates.map(({ slot, url }) => [slot, url.split('/').at(-1)]),
      [
        ['2021-22 FT', 'TAC-data-final.xlsx'],
        ['2021-22 Trust', 'TAC-data-NHS-trusts-accounts.xlsx'],
      ],
    );
    assert.deepEqual(
      rejected.map(({ reason }) => reason),
      [
        'does not say whether it is of NHS trusts or of NHS foundation trusts',
        'neither name nor link says which financial year',
        'accounts of 2020-21, not of 2021-22',
      ],
    );
  });

  it('takes a file that a picture and words both lead to once', () => {
    const href = '/wp-content/uploads/2023/07/TAC-data-NHS-trusts.xlsx';
    const links = page(`<a href="${href}"><img src="x.png"></a><a href="${href}">TAC data for 2021/22</a>`);
    const { candidates, rejected } = discovery.readPage(links, '2021-22');
    assert.equal(candidates.length, 1);
    assert.deepEqual(rejected, []);
  });

  it('takes 2017-18 and 2018-19 from the National Archives, without a page', () => {
    for (const fy of ['2017-18', '2018-19']) {
      assert.deepEqual(discovery.startPages(fy), []);
      const fixed = discovery.fixed?.(fy) ?? [];
      assert.deepEqual(
        fixed.map(({ slot }) => slot),
        [`${fy} FT`, `${fy} Trust`],
      );
      for (const { url, slot } of fixed) {
        assert.match(
          url,
          /^https:\/\/webarchive\.nationalarchives\.gov\.uk\/ukgwa\/\d{14}mp_\/https:\/\/improvement\.nhs\.uk\/documents\/\d+\//,
        );
        assert.equal(sectorIn(url.split('/').at(-1) ?? ''), slot.endsWith('FT') ? 'FT' : 'Trust');
        assert.deepEqual(yearsIn(url.split('/').at(-1) ?? ''), [fy]);
      }
    }
    assert.deepEqual(discovery.fixed?.('2019-20'), []);
    assert.deepEqual(discovery.startPages('2019-20'), [LANDING]);
  });
});

describe('accounts: what a name says', () => {
  it('the financial year in every way it is written', () => {
    for (const [name, years] of [
      ['accounts-for-2019-20.xlsx', ['2019-20']],
      ['accounts for 2019–20', ['2019-20']],
      ['accounts for 2019/20', ['2019-20']],
      ['TAC_2019_2020.xlsx', ['2019-20']],
      ['TAC-data-2019-2020.xlsx', ['2019-20']],
      ['202223-NHS.xlsx', ['2022-23']],
      ['1920-nhs-provider.xlsx', ['2019-20']],
      ['TAC 19-20.xlsx', ['2019-20']],
      ['accounts-for-2021-22-1.xlsx', ['2021-22']],
      ['accounts-for-2020-21.xlsx', ['2020-21']],
      ['TAC 2021.xlsx', []],
      ['TAC-2019-21.xlsx', []],
      ['TAC-2020-12-31.xlsx', []],
      ['TAC 2019-20 and 2020-21.xlsx', ['2019-20', '2020-21']],
    ] as const) {
      assert.deepEqual(yearsIn(name), years, name);
    }
  });

  it('whose accounts they are', () => {
    for (const [name, sector] of [
      ['TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx', 'Trust'],
      ['TAC-data-published-in-NHS-trust-accounts-for-2020-21.xlsx', 'Trust'],
      ['TAC-data-published-in-NHS-foundation-trust-accounts-for-2020-21.xlsx', 'FT'],
      ['TAC data published in NHS trusts’ accounts', 'Trust'],
      ['TAC_FTs_2019-20.xlsx', 'FT'],
      ['TAC_Trusts_2019-20.xlsx', 'Trust'],
      ['NHS trusts and NHS foundation trusts', 'both'],
      ['Trust Accounts Consolidation data', undefined],
      ['2023-24-NHS-Provider-TAC.xlsx', undefined],
    ] as const) {
      assert.equal(sectorIn(name), sector, name);
    }
  });
});
