/** Headings of the three kinds of file that can be taught. */
import type { Headings, HeadingSet } from '../contract/heading.ts';
import { layoutsOf } from '../contract/layout.ts';
import { providerHeadings } from '../tables/provider-level/headings.ts';
import { wordOfEach } from '../tables/provider-level/layouts.ts';
import { wordsOf } from '../tables/taught-headings.ts';
import { HOSPITAL_PROVIDERS_LAYOUTS, REQUIRED, RULES } from './layouts.ts';

const PROVIDER_LEVEL = providerHeadings(RULES);

export const HEADINGS: Headings = {
  plain: PROVIDER_LEVEL.plain,
  of: (fy) => [
    ...layoutsOf(HOSPITAL_PROVIDERS_LAYOUTS, fy).map(({ layout, code, words }): HeadingSet => ({
      layout,
      meanings: [
        ...wordsOf({ org_code: ['hospital provider code and description'] }),
        ...Object.entries(wordOfEach(words)).map(([means, word]) => {
          // `Emergency` comes again under "Zero bed day cases".
          const again = means === 'emergency_admissions' ? { again: true as const } : {};
          const meaning = { means, words: [word] as const, ...again };
          return REQUIRED.includes(means) ? meaning : { ...meaning, optional: true as const };
        }),
      ],
      knows: (heading) => code.test(heading),
      others: true,
    })),
    ...PROVIDER_LEVEL.of(fy),
  ],
};
