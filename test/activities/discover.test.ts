import assert from 'node:assert/strict';
import { onPages } from '../../activities/discover.ts';
import type { Page } from '../../datasets/contract.ts';
import { datasetNamed } from '../../datasets/registry.ts';
import { SourceError, SourceErrorCode } from '../../datasets/source-error.ts';
import { digitalAddress, releasePage, seriesPage } from '../reading/digital-page.ts';

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

describe('pages of a failing server', () => {
  const may = digitalAddress(`${SERIES}/may-2019`);

  it('one page of several is asked for again; then the other files of the year go on, and its own say why they are not', async () => {
    await assert.rejects(onPages(gp, '2019-20', site(may), false), /may-2019 answers 503/);
    const found = await onPages(gp, '2019-20', site(may), true);
    const filled = found.slots.filter(({ candidates }) => candidates.length > 0);
    assert.deepEqual(
      filled.map(({ slot, candidates }) => [slot, candidates[0]?.period]),
      [['2019-04 all', '2019-04']],
    );
    assert.match(found.pageFailure ?? '', /may-2019 answers 503/);
  });

  it('where the series page fails, the usual addresses are tried; where every page fails, the failure is passed on to be retried', async () => {
    const series = digitalAddress(SERIES);
    await assert.rejects(onPages(gp, '2019-20', site(series), false), /practice answers 503/);
    const found = await onPages(gp, '2019-20', site(series), true);
    assert.equal(found.slots.filter(({ candidates }) => candidates.length > 0).length, 2);
    await assert.rejects(
      onPages(datasetNamed('outpatients'), '2019-20', async (url) => await site(url)(url), true),
      (error: unknown) => error instanceof SourceError && error.transient,
    );
  });
});
