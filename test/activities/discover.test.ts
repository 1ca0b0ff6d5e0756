import assert from 'node:assert/strict';
import type { Asking } from '../../activities/crawl.ts';
import { onPages } from '../../activities/discover.ts';
import type { Page } from '../../datasets/contract/discovery.ts';
import { datasetNamed } from '../../datasets/registry.ts';
import { SourceError, SourceErrorCode } from '../../nhs/source-error.ts';
import { digitalAddress, releasePage, seriesPage } from '../links/digital-page.ts';

const SERIES = 'patients-registered-at-a-gp-practice';
const gp = datasetNamed('gp-registered-patients');

/** A site with two months; the page of the second, or of the series, answers 503. */
function site(broken: string): (url: string) => Promise<Page> {
  const pages = [
    seriesPage(SERIES, {
      past: [
        ['may-2019', 'May 2019'],
        ['april-2019', 'April 2019'],
      ],
    }),
    ...['april-2019', 'may-2019'].map((month) =>
      releasePage(`${SERIES}/${month}`, [
        [`01/ABCDEF/gp-reg-pat-prac-all.csv`, 'Totals (GP practice-all persons)'],
      ]),
    ),
  ];
  return async (url) => {
    if (url === broken) throw new SourceError(SourceErrorCode.serverFailed, `${url} answers 503.`);
    const page = pages.find((one) => one.url === url);
    if (!page) throw new SourceError(SourceErrorCode.notFound, `${url} is not there.`);
    return await Promise.resolve(page);
  };
}

/** Every page has failed so often already. */
function failedBefore(times: number, more: Partial<Asking> = {}): Asking {
  const counts = new Map<string, number>();
  const add = (url: string): number => {
    counts.set(url, (counts.get(url) ?? times) + 1);
    return counts.get(url) ?? 0;
  };
  return { failures: { add, forget: () => undefined }, waits: [1000, 2000], ...more };
}

describe('pages of a failing server', () => {
  const may = digitalAddress(`${SERIES}/may-2019`);

  it('one page of several is asked for again; then the other files of the year go on, and its own say why they are not', async () => {
    await assert.rejects(onPages(gp, '2019-20', site(may), failedBefore(0)), /may-2019 answers 503/);
    const found = await onPages(gp, '2019-20', site(may), failedBefore(2));
    const filled = found.slots.filter(({ candidates }) => candidates.length > 0);
    assert.deepEqual(
      filled.map(({ slot, candidates }) => [slot, candidates[0]?.period]),
      [['2019-04 all', '2019-04']],
    );
    assert.match(found.pageFailure ?? '', /may-2019 answers 503/);
  });

  it('where the series page fails, the usual addresses are tried; where every page fails, the failure is passed on to be retried', async () => {
    const series = digitalAddress(SERIES);
    await assert.rejects(onPages(gp, '2019-20', site(series), failedBefore(0)), /practice answers 503/);
    const found = await onPages(gp, '2019-20', site(series), failedBefore(2));
    assert.equal(found.slots.filter(({ candidates }) => candidates.length > 0).length, 2);
    await assert.rejects(
      onPages(datasetNamed('outpatients'), '2019-20', async (url) => await site(url)(url), failedBefore(2)),
      (error: unknown) => error instanceof SourceError && error.transient,
    );
  });

  it('a page that refuses programs is asked again after a minute and after ten, all others having been read; then its files are missing', async () => {
    const asked: string[] = [];
    const refusing = async (url: string): Promise<Page> => {
      asked.push(url);
      if (url === may) throw new SourceError(SourceErrorCode.blocked, `${url} refuses.`);
      return await site('')(url);
    };
    const asking = failedBefore(0);
    for (const wait of asking.waits) {
      await assert.rejects(
        onPages(gp, '2019-20', refusing, asking),
        (error: unknown) => error instanceof SourceError && error.transient && error.retryAfterMs === wait,
      );
    }
    assert.ok(asked.some((url) => url.endsWith('april-2019')));
    const found = await onPages(gp, '2019-20', refusing, asking);
    assert.equal(found.slots.filter(({ candidates }) => candidates.length > 0).length, 1);
    assert.match(found.pageFailure ?? '', /may-2019 refuses/);
  });

  it('a page that cannot be read is taken as it was before, and that is said; one that is gone is not', async () => {
    const whole = site('');
    const kept = async (url: string): Promise<Page & { checkedAt: string }> => ({
      ...(await whole(url)),
      checkedAt: '2026-11-02T10:00:00Z',
    });
    const found = await onPages(gp, '2019-20', site(may), failedBefore(2, { kept }));
    assert.equal(found.slots.filter(({ candidates }) => candidates.length > 0).length, 2);
    assert.match(
      found.keptPages ?? '',
      /may-2019 could not be read, so its links are those of 2026-11-02: .* answers 503/,
    );
    const gone = async (url: string): Promise<Page> => {
      if (url === may) throw new SourceError(SourceErrorCode.notFound, 'gone');
      return await whole(url);
    };
    const without = await onPages(gp, '2019-20', gone, failedBefore(2, { kept }));
    assert.equal(without.slots.filter(({ candidates }) => candidates.length > 0).length, 1);
    assert.equal(without.keptPages, undefined);
  });
});

describe('slots that are not due yet', () => {
  /** A page of the quarters that are linked, whichever address is asked for. */
  const bedsPage =
    (...quarters: readonly number[]) =>
    async (url: string): Promise<Page> => {
      const links = quarters.map(
        (quarter) =>
          `<p><a href="https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2026/08/Beds-Open-Overnight-Web_File-Q${quarter}-2026-27.xlsx">NHS organisations in England, Quarter ${quarter}, 2026-27 (XLSX, 150KB)</a></p>`,
      );
      const html = `<html><body><article><a href="/statistics/">Statistics</a>${links.join('')}</article></body></html>`;
      return await Promise.resolve({ url, finalUrl: url, html });
    };
  const beds = datasetNamed('beds');
  const on = (today: string): Asking & { today: string } => ({ ...failedBefore(9), today });
  const slotsOf = ({ slots }: Awaited<ReturnType<typeof onPages>>): readonly string[] =>
    slots.map(({ slot, candidates }) => `${slot} ${candidates.length}`);

  it('are left out and named with their days; no one of them is a gap', async () => {
    const found = await onPages(beds, '2026-27', bedsPage(1), on('2026-11-18'));
    assert.deepEqual(slotsOf(found), ['2026-27Q1 1']);
    assert.deepEqual(found.notYetDue, [
      { slot: '2026-27Q2', period: '2026-27Q2', due: '2026-11-19' },
      { slot: '2026-27Q3', period: '2026-27Q3', due: '2027-02-18' },
      { slot: '2026-27Q4', period: '2026-27Q4', due: '2027-05-20' },
    ]);
  });

  it('are taken where the page already links their file', async () => {
    const found = await onPages(beds, '2026-27', bedsPage(1, 2), on('2026-11-01'));
    assert.deepEqual(slotsOf(found), ['2026-27Q1 1', '2026-27Q2 1']);
  });

  it('a slot whose grace is not over is awaited as well; one that is late is open again', async () => {
    const inTime = await onPages(beds, '2026-27', bedsPage(1), on('2026-12-10'));
    assert.deepEqual(slotsOf(inTime), ['2026-27Q1 1']);
    const late = await onPages(beds, '2026-27', bedsPage(1), on('2026-12-11'));
    assert.deepEqual(slotsOf(late), ['2026-27Q1 1', '2026-27Q2 0']);
  });

  it('a page without any file of a year whose grace is not over is no failure; once a file is late, it is', async () => {
    const inTime = await onPages(beds, '2026-27', bedsPage(), on('2026-08-20'));
    assert.deepEqual([inTime.slots, inTime.notYetDue?.length], [[], 4]);
    await assert.rejects(
      onPages(beds, '2026-27', bedsPage(), on('2026-09-20')),
      /no link to a file of 2026-27/,
    );
  });

  it('a page that could not be read leaves the slots that are due open, for their files may be on it', async () => {
    const failing = async (url: string): Promise<Page> =>
      await Promise.reject(new SourceError(SourceErrorCode.serverFailed, `${url} answers 503.`));
    await assert.rejects(onPages(beds, '2026-27', failing, on('2026-08-20')), /answers 503/);
  });

  it('in a year that is over, every slot without a link is a gap as ever', async () => {
    const found = await onPages(beds, '2026-27', bedsPage(1), on('2030-01-01'));
    assert.equal(found.slots.length, 4);
    assert.equal(found.notYetDue, undefined);
  });
});
