import type { Discovery } from '../contract/discovery.ts';
import { ODS_FILES } from './layouts.ts';

/**
 * Fixed addresses: they serve the current edition for ever, so no page is read (dossier `ods`, section 1). Earlier
 * editions are on no server; what matching needs of them is in known-organisations.csv. Of several editions in a
 * folder the one that reaches furthest comes first.
 */
export const discovery: Discovery = {
  startPages: () => [],
  fixed: () =>
    ODS_FILES.map(({ stem }) => ({
      slot: stem,
      period: stem,
      url: `https://files.digital.nhs.uk/assets/ods/current/${stem}.zip`,
      text: `${stem}.zip`,
      pageUrl: 'https://digital.nhs.uk/services/organisation-data-service/file-downloads/miscellaneous',
    })),
  readPage: () => ({ follow: [], candidates: [], rejected: [] }),
  rank: (candidates) =>
    candidates.toSorted((a, b) => {
      const [older = '', newer = ''] = [a.revised, b.revised];
      return older < newer ? 1 : older > newer ? -1 : a.url < b.url ? -1 : 1;
    }),
};
