import assert from 'node:assert/strict';
import { pageLinks } from '../../datasets/links/page-links.ts';
import { editionKey, revisionOf, uploadMonth, withoutRevision } from '../../datasets/links/revision.ts';

const BASE = 'https://www.england.nhs.uk/statistics/statistical-work-areas/area/page/';

function links(html: string): readonly (readonly [string, string, string])[] {
  return pageLinks({ url: BASE, finalUrl: BASE, html }).map(({ url, text, heading }) => [
    url.href,
    text,
    heading,
  ]);
}

describe('the links of a page', () => {
  it('are absolute https addresses, however they are written', () => {
    const found = links(`
      <a href="/a.csv">root</a> <a href="b.csv">relative</a> <a href="../c.csv">up</a>
      <a href="//www.england.nhs.uk/d.csv">no scheme</a> <a href="http://www.england.nhs.uk/e.csv">http</a>
      <a href=" https://www.england.nhs.uk/f.csv#part ">spaces and fragment</a>`);
    assert.deepEqual(
      found.map(([url]) => url.replace('https://www.england.nhs.uk', '')),
      [
        '/a.csv',
        '/statistics/statistical-work-areas/area/page/b.csv',
        '/statistics/statistical-work-areas/area/c.csv',
        '/d.csv',
        '/e.csv',
        '/f.csv',
      ],
    );
  });

  it('leave out what leads nowhere over https', () => {
    assert.deepEqual(
      links(`<a name="Apr25"></a><a>no href</a><a href="javascript:x()">j</a><a href="mailto:a@b">m</a>
        <a href="file:///etc/passwd">f</a><a href="http://[bad">b</a><a href="https://user:pw@www.england.nhs.uk/a.csv">p</a>
        <!-- <a href="/old.csv">commented out</a> -->`),
      [],
    );
  });

  it('carry the heading they stand under, and their text with white space collapsed', () => {
    assert.deepEqual(
      links('<h3>July&nbsp;2019</h3><p><a href="/a.csv">Monthly A&amp;E\n July&#160;2019\u200b</a></p>'),
      [['https://www.england.nhs.uk/a.csv', 'Monthly A&E July 2019', 'July 2019']],
    );
  });

  it('come once where the menu repeats them, and twice where the text differs', () => {
    const html = '<a href="/a/">Beds</a><a href="/a/">Beds</a><a href="/a/">Beds data</a>';
    assert.equal(links(html).length, 2);
  });

  it('have decoded names, and survive bad encodings', () => {
    const [first, second] = pageLinks({
      url: BASE,
      finalUrl: BASE,
      html: '<a href="/Beds-%E2%80%93-1987.XLS?x=1">a</a><a href="/100%.csv">b</a>',
    });
    assert.equal(first?.fileName, 'Beds-–-1987.XLS');
    assert.equal(first.extension, 'xls');
    assert.equal(second?.fileName, '100%.csv');
  });
});

describe('a revision', () => {
  const CASES: readonly (readonly [text: string, name: string, date: string | undefined])[] = [
    ['Monthly A&E July 2019 (revised 13.08.20) (CSV, 29KB)', 'x.csv', '2020-08-13'],
    ['Monthly A&E September 2016 (XLS, 117K) (Revised 12.05.2016)', 'x.xls', '2016-05-12'],
    [
      'Monthly A&E May 2017 (XLS, 318K)(Revised 14/06/2018)',
      'May-2017-AE-by-provider-revised-14.06.18-D44fd.xls',
      '2018-06-14',
    ],
    ['', 'February-2016-AE-by-provider-1gWNy-Revised-11082016.xls', '2016-08-11'],
    ['', 'May-2023-AE-revised-91123-by-provider-QG3Cd.xls', '2023-11-09'],
    ['', 'Monthly-October-2019-revised-210720-qm5hG.xls', '2020-07-21'],
    ['', 'May-2017-AE-by-provider-zl53V-Revised-08.02.2018.xls', '2018-02-08'],
    ['NHS organisations in England, Quarter 1, 2025-26 (revised 25.11.2025)', 'x.xlsx', '2025-11-25'],
    ['NHS organisations in England, Quarter 1, 2020-21 (revised 19 November 2020)', 'x.xlsx', '2020-11-19'],
    ['', 'August-2025-AE-by-provider-0G7Wh-revised-v2-1.xls', undefined],
    ['', 'Beds-Open-Overnight-Q3-201718-REVISED-Web_File-Final.xlsx', undefined],
  ];
  for (const [text, name, date] of CASES) {
    it(`of ${date ?? 'no stated day'} is seen in ${JSON.stringify(text || name)}`, () => {
      assert.deepEqual(revisionOf(text, name), { revised: true, date });
    });
  }

  it('does not lend its month to the data', () => {
    assert.doesNotMatch(withoutRevision('Quarter 1, 2020-21 (revised 19 November 2020) (XLS)'), /November/);
    assert.doesNotMatch(withoutRevision('Monthly A&E April 2016 Revised 10 November 2016 (XLS)'), /November/);
  });

  it('goes before a first issue, the later before the earlier, then the later upload', () => {
    const at = (folder: string, name: string, text = ''): string =>
      editionKey({
        url: `https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/${folder}/${name}`,
        text,
      });
    const order = [
      at('2020/01', 'A.csv'),
      at('2020/05', 'A.csv'),
      at('2020/05', 'A-1.csv'),
      at('2020/02', 'A-revised.csv'),
      at('2020/06', 'A-revised-210720.csv'),
      at('2020/06', 'A-revised-210720.csv', '(revised 13.08.20)'),
    ];
    assert.deepEqual([...order].sort(), order);
  });

  it('is uploaded into the month its address says', () => {
    assert.equal(
      uploadMonth('https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2020/11/a.xlsx'),
      '2020-11',
    );
    assert.equal(uploadMonth('https://www.england.nhs.uk/a.xlsx'), '');
  });
});
