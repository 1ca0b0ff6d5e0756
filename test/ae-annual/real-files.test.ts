import assert from 'node:assert/strict';
import { aeAnnual } from '../../datasets/ae-annual/dataset.ts';
import { RULES } from '../../datasets/ae-annual/layouts.ts';
import { Seen } from '../../datasets/contract/layout.ts';
import { readProviderCsv } from '../../datasets/tables/provider-level/csv.ts';
import type { CsvLayout } from '../../datasets/tables/provider-level/layouts.ts';
import { contextOf } from '../fixtures/provider-level.ts';
import { itWithNhsFiles, nhsFile, nhsFileNames } from '../nhs-files.ts';
import { refusal } from '../tables/refusal.ts';
import { fileSource } from '../tables/source-of.ts';

const CUT = 'provider-keyword-hits.csv';

describe('the published annual A&E files that can be had', () => {
  itWithNhsFiles(
    'a hundred rows of the CSV of 2024-25 are read, with its commas, blanks and apostrophes',
    async () => {
      const source = await fileSource(nhsFile('ae-annual', CUT) ?? '');
      const labels = new Set<string>();
      const ambulances: CsvLayout = {
        layout: 'arrivals',
        file: 'provider level CSV',
        years: ['2024-25'],
        seen: Seen.genuine,
        meaningOf: (type, label) => {
          labels.add(`${type}/${label}`);
          const arrived = type === 'arrival mode' && label.startsWith('brought in');
          return arrived ? { measure: 'ambulance' } : 'not read';
        },
        words: {},
        required: ['ambulance'],
      };
      const csv = await readProviderCsv(source.workbook(), '2024-25', { ...RULES, csvs: [ambulances] });
      const arrived = new Map(csv.observations.map((figure) => [figure.orgCode, figure]));
      assert.deepEqual([arrived.get('R0A')?.value, arrived.get('RCF')?.value], [77_835, 17_340]);
      const commas = arrived.get('RCX');
      assert.equal(commas?.orgName, "THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN, NHS FOUNDATION TRUST");
      assert.equal(csv.totals[0]?.published, 4_512_335);
      assert.ok(labels.has('age/1-4'));
    },
  );

  itWithNhsFiles('those hundred rows are no year: no total of attendances is among them', async () => {
    const source = await fileSource(nhsFile('ae-annual', CUT) ?? '');
    assert.ok('notThis' in aeAnnual.recognise(source));
    await assert.rejects(
      async () => await aeAnnual.parse(source, contextOf('2024-25')),
      refusal('UNKNOWN_LAYOUT', /"Arrival Mode" \(Brought in by ambulance/),
    );
  });

  for (const name of nhsFileNames('ae-annual').filter((one) => one.endsWith('.csv') && one !== CUT)) {
    itWithNhsFiles(`${name} is not taken for a year of provider data`, async () => {
      const source = await fileSource(nhsFile('ae-annual', name) ?? '');
      assert.ok('notThis' in aeAnnual.recognise(source));
      await assert.rejects(
        async () => await aeAnnual.parse(source, contextOf('2024-25')),
        refusal('HEADING_MISSING', /REPORTING_PERIOD/),
      );
    });
  }
});
