import assert from 'node:assert/strict';
import { outpatients } from '../../datasets/outpatients/dataset.ts';
import { contextOf } from '../fixtures/provider-level.ts';
import { itWithNhsFiles, nhsFile } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource } from '../tables/source-of.ts';

const NATIONAL = [
  'hosp-epis-stat-outp-all-atte-2024-25-tab.xlsx',
  'hosp-epis-stat-outp-ethn-cat-2024-25-tab.xlsx',
] as const;
const EXTRACT = 'outpatient-provider-totals-extract.csv';

describe('the published outpatient files that can be had, none of them by provider', function () {
  this.timeout(20_000);

  for (const name of NATIONAL) {
    itWithNhsFiles(`${name} is known as a national table and refused`, async () => {
      const source = await fileSource(nhsFile('outpatients', name) ?? '');
      const found = outpatients.recognise(source);
      assert.ok('notThis' in found && found.nearly === true);
      assert.match(found.notThis, /column of organisation codes/);
      await assert.rejects(
        async () => await outpatients.parse(source, contextOf('2024-25')),
        refusal('WRONG_TABLE', /provider level analysis/),
      );
    });
  }

  itWithNhsFiles(`${EXTRACT}, which somebody else has added up, is refused with its headings`, async () => {
    const source = await fileSource(nhsFile('outpatients', EXTRACT) ?? '');
    assert.ok('notThis' in outpatients.recognise(source));
    await assert.rejects(
      async () => await outpatients.parse(source, contextOf('2024-25')),
      refusal('HEADING_MISSING', /"outp_total_attended_latest"/),
    );
  });
});
