import assert from 'node:assert/strict';
import type { Explanation } from '../../explain/explanation.ts';
import { printExplanation } from '../../explain/print-explanation.ts';
import { csvOf } from '../../site/panel/csv.ts';
import type { FiguresJson } from '../../site/panel/figures-json.ts';
import type { PanelCommon, PanelTrust } from '../../site/panel/lineage.ts';
import { PHRASES, PUBLICATIONS } from '../../site/panel/phrases.ts';
import { restore } from '../../site/panel/restore.ts';
import { sentenceOf } from '../../site/panel/sentence.ts';
import type { Trust } from '../../site/read/model.ts';
import { WARNING } from '../../site/words/warning.ts';
import { SHOWN } from '../../site/words/figures.ts';
import { RATIOS } from '../../warehouse/join/ratios.ts';
import { TRUST_YEAR_MEASURES } from '../../warehouse/join/trust-year-columns.ts';
import type { SmallWorld } from '../warehouse/small-world.ts';
import { FY, HOSTILE, explained, filesOf, madeOf, openPanelWorld, put } from './panel-world.ts';

const CODES = ['RJ1', 'R0A'];

describe("the panel's data", function () {
  this.timeout(170_000);
  let world: SmallWorld;
  let files: ReadonlyMap<string, string>;
  let common: PanelCommon;
  const trusts = new Map<string, PanelTrust>();

  before(async () => {
    world = await openPanelWorld();
    files = await filesOf(world);
    common = put<PanelCommon>(files.get('data/panel.js'));
    for (const code of CODES) trusts.set(code, put<PanelTrust>(files.get(`data/lineage/${code}.js`)));
  });
  after(async () => {
    await world.close();
  });

  const restored = (code: string, figure: string, fy = FY): Explanation => {
    const found = restore(common, trusts.get(code) as PanelTrust, figure, fy);
    assert.ok(found, `${code} ${figure} ${fy}`);
    return found;
  };

  it('of 200 drawn cells the panel says what explain --json says, field by field', async () => {
    const every = CODES.flatMap((code) =>
      ['2019-20', FY].flatMap((fy) => TRUST_YEAR_MEASURES.map(({ measure }) => [code, fy, measure] as const)),
    );
    const drawn = draw(every, 200);
    const said = await explained(world, drawn);
    for (const [index, [code, fy, measure]] of drawn.entries())
      assert.deepEqual(restored(code, measure, fy), said[index], `${code} ${measure} ${fy}`);
    assert.ok(said.flatMap(({ figures }) => figures).some(({ cells }) => cells.length > 1));
  });

  it('of every ratio the panel says what explain --json says, with both its figures', async () => {
    const asked = RATIOS.flatMap(({ ratio }) => CODES.map((code) => [code, FY, ratio] as const));
    const said = await explained(world, asked);
    for (const [index, [code, fy, ratio]] of asked.entries())
      assert.deepEqual(restored(code, ratio, fy), said[index], `${code} ${ratio}`);
    assert.ok(said.every(({ figures, ratio }) => figures.length === 2 && ratio));
  });

  it('an explanation says what earlier releases said, and England', () => {
    const [beds] = restored('RJ1', 'beds').figures;
    assert.equal(beds?.value, (40 + 42 + 50) / 3);
    assert.deepEqual(
      beds.earlier?.map(({ value, status }) => [value, status]),
      [[42, 'partial']],
    );
    const printed = printExplanation(restored('RJ1', 'beds'));
    assert.match(printed, / {2}before {2}from release \S+ until release \S+: 42 beds \(partial/);
    assert.match(printed, / {2}england the publisher prints .* for England/);
  });

  it('a name in the files changes no script: the data file is one call', () => {
    for (const code of CODES) {
      const content = files.get(`data/lineage/${code}.js`) ?? '';
      assert.match(content, /^TY\.put\("lineage\/[A-Z0-9]+",/);
      assert.ok(!/<|\u2028|\u2029/.test(content));
    }
    const cell = restored('RJ1', 'beds').figures[0]?.cells[0];
    assert.equal(cell?.organisation_printed, `RJ1 ${HOSTILE}`);
  });

  it('the same tables give the same bytes', async () => {
    assert.deepEqual([...(await filesOf(world))], [...files]);
  });

  it('a trust that cannot be explained costs no other trust', async () => {
    const made = await madeOf(world, (model) => {
      const [[code, trust] = [], ...others] = model.trusts;
      const unreadable = Object.defineProperty({ ...trust }, 'years', {
        get: () => {
          throw new TypeError('no years');
        },
      }) as Trust;
      return { ...model, trusts: new Map([[code ?? '', unreadable], ...others]) };
    });
    assert.deepEqual(
      made.filter((file) => 'error' in file).map(({ path }) => path),
      ['data/lineage/R0A.js', 'trust/R0A/figures.json'],
    );
    assert.deepEqual(made.map(({ path }) => path).sort(), [...files.keys()].sort());
  });

  it('figures.json has every figure, and cells under the names of the observations', () => {
    const json = JSON.parse(files.get('trust/RJ1/figures.json') ?? '') as FiguresJson;
    const row = json.measures.rows['beds']?.find(([fy]) => fy === FY);
    const [, value, status, reason, comparable, reported, expected, lineage] = row ?? [];
    assert.deepEqual([value, status, comparable, reported, expected], [44, 'partial', false, 3, 4]);
    assert.match(json.reasons[reason ?? -1] ?? '', /Q4: not loaded/);
    const [sheet = -1, cells] = lineage?.[2] ?? [];
    const [file = -1, name] = json.sheets[sheet] ?? [];
    assert.deepEqual([name, cells], ['Sheet1', 'A2']);
    assert.equal(json.files[file], 'cccccccccccc');
    assert.deepEqual(
      Object.keys(json.ratios.rows),
      RATIOS.map(({ ratio }) => ratio),
    );
    assert.equal(Object.keys(json.measures.rows).length, TRUST_YEAR_MEASURES.length);
  });

  it('the sentence of part of a year says about for a mean, and names file, sheet, cell and release', () => {
    const said = sentenceOf(restored('R0A', 'beds'), common);
    assert.match(
      said,
      /^Manchester University NHS Foundation Trust had about 1,234\.5 beds open overnight on average in 2020-21 \(3 of 4 quarters only: .*KH03, NHS England, file .*, sheet "Sheet1", cell A3 and 2 more cells of 3 files; release .*\)\.$/,
    );
  });

  it('the sentence of a sum that is withheld in part, of no figure and of a ratio is true by itself', () => {
    assert.match(
      sentenceOf(restored('RJ1', 'op_attendances'), common),
      / had (at least )?5 outpatient attendances in 2020-21 \(/,
    );
    assert.match(
      sentenceOf(restored('RJ1', 'admissions'), common),
      /^Guy's and St Thomas' NHS Foundation Trust has no figure of admissions \(FAE\) for 2020-21 \(not /,
    );
    const ratio = sentenceOf(restored('RJ1', 'consultancy_per_bed'), common);
    assert.match(
      ratio,
      / spent .*£1,136 on consultancy for each bed open overnight in 2020-21 \(consultancy spend £50 thousand, /,
    );
    assert.match(ratio, /not compared with others: /);
    assert.match(ratio, /This says nothing about whether the money was well spent/);
  });

  it('in the sample the sentence and the CSV begin with the warning', () => {
    const said = restored('R0A', 'turnover');
    assert.ok(sentenceOf(said, { ...common, illustrative: true }).startsWith(`${WARNING} `));
    assert.match(csvOf(said, true), /MADE UP/);
    assert.ok(!csvOf(said, false).includes('MADE UP'));
  });

  it('a text that a spreadsheet would run is made harmless in the CSV, a number is not touched', () => {
    const said = restored('R0A', 'beds');
    const [figure] = said.figures;
    assert.ok(figure);
    const cells = figure.cells.map((cell) => ({
      ...cell,
      organisation_printed: "=cmd|'A0",
      value: -5,
      printed: '-5',
    }));
    const csv = csvOf({ ...said, figures: [{ ...figure, cells }] }, false);
    assert.match(csv, /,'=cmd\|'A0,/);
    assert.match(csv, /,-5,-5,reported,/);
  });

  it('every figure with a page has a phrase with its number, and every publication a short name', () => {
    const names = Object.values(SHOWN).flatMap((list) => list.map(({ name }) => name));
    assert.deepEqual(Object.keys(PHRASES).sort(), [...names].sort());
    for (const [name, phrase] of Object.entries(PHRASES)) assert.equal(phrase.split('#').length, 2, name);
    for (const { dataset } of TRUST_YEAR_MEASURES) assert.ok(PUBLICATIONS[dataset], dataset);
  });
});

/** Drawn without luck: a fixed seed, each once. */
function draw<T>(all: readonly T[], count: number): readonly T[] {
  let seed = 20_260_101;
  const keyed = all.map((one) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return [seed, one] as const;
  });
  return keyed
    .sort(([one], [other]) => one - other)
    .slice(0, count)
    .map(([, one]) => one);
}
