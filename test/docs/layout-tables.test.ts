import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { layoutTable, overviewTable, withTable } from '../../cli/layout-tables.ts';
import { datasets } from '../../datasets/registry.ts';

const page = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

describe('the tables of layouts in the READMEs', () => {
  it('are what the rows of the layouts say: if not, npm run dictionary', () => {
    assert.equal(page('README.md'), withTable(page('README.md'), overviewTable(datasets)));
    for (const dataset of datasets) {
      const readme = page(`datasets/${dataset.name}/README.md`);
      assert.equal(readme, withTable(readme, layoutTable(dataset)), dataset.name);
    }
  });
});
