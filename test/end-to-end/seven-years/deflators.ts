/** GDP deflators on gov.uk: the collection, its newest release and an older one. Every index is made up. */
import {
  collectionPage,
  deflatorGrid,
  madeUpIndex,
  media,
  type Release,
  releasePage,
} from '../../fixtures/gdp-deflators.ts';
import { csvOf, workbookOf } from '../../fixtures/grid.ts';
import type { Publication } from './publication.ts';

const TITLE = 'GDP deflators at market prices, and money GDP';
const NEWEST: Release = [
  'september-2024-quarterly-national-accounts',
  `${TITLE} September 2024 (Quarterly National Accounts)`,
];
const OLDER: Release = ['march-2024-budget-2024', `${TITLE} March 2024 (Budget 2024)`];
const file = (month: string, extension: string): string =>
  media(`GDP_Deflators_Qtrly_National_Accounts_${month}_2024_update.${extension}`, `66fe00${month.length}`);
const grid = (): ReturnType<typeof deflatorGrid> => deflatorGrid();

export const deflators: Publication = {
  pages: [
    collectionPage([OLDER, NEWEST]),
    releasePage(NEWEST, [file('September', 'xlsx'), file('September', 'csv')]),
    releasePage(OLDER, [file('March', 'csv')]),
  ].map(({ url, html }) => [url, html] as const),
  files: [
    {
      url: file('September', 'csv'),
      make: () => Buffer.from(csvOf(grid().cells)),
      loadedAs: ['gdp-deflators deflators'],
    },
    { url: file('September', 'xlsx'), make: () => workbookOf([grid()]) },
    { url: file('March', 'csv'), make: () => Buffer.from(csvOf(grid().cells)) },
  ],
  cells: () => ({}),
};

/** What money of a year is multiplied by to be in prices of 2023-24. */
export function priceFactor(fy: string): number {
  return madeUpIndex(2023) / madeUpIndex(Number(fy.slice(0, 4)));
}
