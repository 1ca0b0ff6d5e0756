/** One loop over the registry: what every dataset owes, whichever it is. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dueSlots } from '../calendar/due.ts';
import type { Dataset } from '../datasets/contract/dataset.ts';
import { Seen, yearsOf } from '../datasets/contract/layout.ts';
import type { SourceBytes } from '../spreadsheet/source-bytes.ts';
import type { ParsedFile } from '../datasets/contract/parsed-file.ts';
import { CURRENT, datasets } from '../datasets/registry.ts';
import { SourceError } from '../nhs/source-error.ts';
import { openSource } from '../spreadsheet/open-source.ts';
import { cellText, columnLetter } from '../spreadsheet/workbook.ts';
import { itWithNhsFiles, nhsFile, nhsFileNames, nhsFilesDir } from './nhs-files.ts';

/** Letters of the columns, by their place. */
const COLUMNS = Array.from({ length: 100 }, (_, at) => columnLetter(at));
const SEVEN_YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23', '2023-24'];

for (const dataset of datasets) {
  describe(`every dataset: ${dataset.name}`, () => {
    const years = dataset.yearless ? [CURRENT] : dataset.years;

    it('lives in the folder of its name, with a README', () => {
      assert.match(dataset.name, /^[a-z]+(-[a-z]+)*$/);
      assert.ok(existsSync(new URL(`../datasets/${dataset.name}/README.md`, import.meta.url)));
    });

    it('reads all seven years, or has no years', () => {
      assert.deepEqual(
        dataset.yearless ? SEVEN_YEARS : SEVEN_YEARS.filter((fy) => dataset.years.includes(fy)),
        SEVEN_YEARS,
      );
    });

    it('expects at least one file a year, each under a slot of its own', () => {
      for (const fy of years) {
        const slots = dataset.expectedFiles(fy).map((file) => file.slot);
        assert.ok(slots.length > 0);
        assert.equal(new Set(slots).size, slots.length);
      }
    });

    it('says when each of its files is due, and what that rests on', () => {
      for (const fy of years) {
        for (const { slot, due, lateAfter } of dueSlots(dataset, fy)) assert.ok(due < lateAfter, slot);
      }
      for (const { known, graceDays } of dataset.due) assert.ok(known.length > 10 && graceDays > 0);
      assert.equal(dataset.due.length === 0, dataset.yearless);
    });

    it('starts from https pages, or fixed https addresses, on its own hosts', () => {
      for (const fy of years) {
        const addresses = [
          ...dataset.discovery.startPages(fy),
          ...(dataset.discovery.fixed?.(fy) ?? []).map((candidate) => candidate.url),
        ];
        assert.ok(addresses.length > 0, `${fy} starts nowhere`);
        for (const address of addresses) {
          const { protocol, hostname } = new URL(address);
          assert.equal(protocol, 'https:');
          assert.ok(dataset.hosts.includes(hostname), `${hostname} is not among its hosts`);
        }
      }
    });

    it('says of each measure what it is, and the options of its recipe fit together (docs/recipes.md)', () => {
      for (const recipe of dataset.measures) {
        const { measure, across, periodsExpected, weightedBy, harmonic, monthsBeside } = recipe;
        assert.ok(recipe.meaning.length > 10 && recipe.parts.length > 0, measure);
        assert.ok([1, 4, 12].includes(periodsExpected), measure);
        assert.equal(across === 'only', periodsExpected === 1, measure);
        if (harmonic) assert.ok(weightedBy, measure);
        if (weightedBy !== undefined) assert.equal(recipe.followsSuccession, false, measure);
        if (monthsBeside) assert.equal(across, 'only', measure);
      }
    });

    it('has at most one recipe of a measure in a year', () => {
      for (const fy of dataset.years) {
        const recipes = dataset.measures.filter(({ years: held }) => held?.includes(fy) ?? true);
        assert.equal(new Set(recipes.map(({ measure }) => measure)).size, recipes.length, fy);
      }
    });

    it('takes no link from a page of somebody else', () => {
      const html = `<html><body><article>
        <a href="javascript:alert(1)">Monthly A&E July 2019 (CSV, 29KB)</a>
        <a href="https://evil.example/Monthly-AE-July-2019.csv">Monthly A&E July 2019 (CSV, 29KB)</a>
        <a href="https://evil.example/x/TAC-data-published-in-NHS-trusts-accounts-for-2019-20.xlsx">TAC data</a>
        <a href="file:///etc/passwd">NHS organisations in England, Quarter 1, 2019-20</a>
        <a>NHS organisations in England, Quarter 1, 2019-20 (XLS)</a></article></body></html>`;
      for (const fy of years) {
        const url = dataset.discovery.startPages(fy)[0] ?? `https://${dataset.hosts[0] ?? ''}/`;
        const reading = dataset.discovery.readPage({ url, finalUrl: url, html }, fy);
        assert.deepEqual(reading.candidates, []);
        for (const follow of reading.follow) assert.ok(dataset.hosts.includes(new URL(follow).hostname));
      }
    });

    it('has one row of layouts for every year and kind of file, and names the real files of genuine rows', () => {
      const { layouts } = dataset;
      assert.ok(layouts.length > 0);
      for (const file of new Set(layouts.map((layout) => layout.file))) {
        const rows = layouts.filter((layout) => layout.file === file);
        const ofKind = rows.flatMap((layout) => layout.years);
        assert.equal(new Set(ofKind).size, ofKind.length, `two rows of ${file} are of one year`);
      }
      if (!dataset.yearless) assert.deepEqual(dataset.years, yearsOf(layouts));
      for (const { layout, seen, realFiles = [] } of layouts) {
        assert.equal(realFiles.length > 0, seen === Seen.genuine, layout);
        const held = nhsFileNames(dataset.name);
        if (nhsFilesDir !== undefined) for (const name of realFiles) assert.ok(held.includes(name), name);
      }
    });

    it('says of a stranger what it is not, and refuses to parse it', async () => {
      const bytes = new TextEncoder().encode('name,favourite colour\nAnn,blue\nBob,green\n');
      const [stranger] = await openSource(bytes, 'colours.csv');
      assert.ok(stranger);
      assert.ok('notThis' in dataset.recognise(stranger));
      const fy = years[0] ?? CURRENT;
      const [expected] = dataset.expectedFiles(fy);
      assert.ok(expected);
      await assert.rejects(
        async () =>
          await dataset.parse(stranger, {
            ...expected,
            fy,
            url: 'https://x/y.csv',
            acceptIllustrative: false,
          }),
        (error) => error instanceof SourceError && !error.transient && error.message.length > 20,
      );
    });

    for (const name of nhsFileNames(dataset.name)) {
      if (!/\.(csv|xlsx?)$/i.test(name) || name === 'MANIFEST.csv') continue;
      itWithNhsFiles(`every figure of ${name} points at the cell it came from`, async function () {
        this.timeout(30_000);
        const path = nhsFile(dataset.name, name) ?? '';
        for (const source of await openSource(readFileSync(path), name)) await checkLineage(dataset, source);
      });
    }
  });
}

async function checkLineage(dataset: Dataset, source: SourceBytes): Promise<void> {
  const found = dataset.recognise(source);
  if (!('slot' in found)) {
    assert.ok(found.notThis.length > 5, 'what is not recognised says why');
    return;
  }
  let parsed: ParsedFile;
  try {
    parsed = await dataset.parse(source, { ...found, url: 'https://x/y', acceptIllustrative: false });
  } catch (error) {
    assert.ok(error instanceof SourceError, String(error));
    return;
  }
  const sheets = new Map(
    source
      .workbook()
      .sheets.map((sheet) => [sheet.name, new Map([...sheet.rows()].map((row) => [row.number, row.cells]))]),
  );
  for (const one of parsed.observations) {
    const cells = sheets.get(one.sheet)?.get(one.row);
    assert.ok(cells, `${one.sheet} row ${one.row}`);
    assert.equal(cellText(cells[COLUMNS.indexOf(one.column)]), one.printed);
    if (one.status === 'reported') assert.equal(Number(one.printed.replaceAll(',', '')), one.value);
    else assert.equal(one.value, null);
  }
}
