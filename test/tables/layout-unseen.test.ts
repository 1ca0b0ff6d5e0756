import assert from 'node:assert/strict';
import { Seen, type Layout } from '../../datasets/contract/layout.ts';
import type { ParsedFile } from '../../datasets/contract/parsed-file.ts';
import { withFindingsOfFile } from '../../datasets/tables/findings-of-file.ts';

const PARSED: ParsedFile = {
  layout: 'wide',
  maturity: 'final',
  observations: [],
  totals: [],
  quarantine: [],
  findings: [],
  tables: [],
};
const LAYOUTS: readonly Layout[] = [
  { layout: 'wide', file: 'month', years: ['2022-23'], seen: Seen.described },
  { layout: 'wide', file: 'month', years: ['2023-24'], seen: Seen.believed },
];

describe('a layout that nobody has seen', () => {
  it('is said of every file that was read through it, in the years of its row only', () => {
    const kinds = (fy: string): readonly string[] =>
      withFindingsOfFile(PARSED, fy, LAYOUTS).findings.map(({ kind }) => kind);
    assert.deepEqual(kinds('2023-24'), ['layout-unseen']);
    assert.deepEqual(kinds('2022-23'), []);
  });
});
