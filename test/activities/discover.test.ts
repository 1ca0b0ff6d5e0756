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
