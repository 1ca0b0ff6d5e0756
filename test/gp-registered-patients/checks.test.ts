import assert from 'node:assert/strict';
import type { Refusal } from '../../datasets/contract/parsed-file.ts';
import { gpRegisteredPatients } from '../../datasets/gp-registered-patients/dataset.ts';
import {
  type Lines,
  type Practice,
  contextOf,
  england,
  monthLines,
  parse,
  practice,
} from '../fixtures/gp-registered-patients.ts';

type Kind = 'all' | 'map' | 'quin-age';

/** Of June 2021. */
function linesOf(kind: Kind, practices: readonly Practice[]): Lines {
  return monthLines(`2021-06 ${kind}`, practices);
}

async function refusals(kind: Kind, lines: Lines): Promise<readonly Refusal[]> {
  const slot = `2021-06 ${kind}`;
  return gpRegisteredPatients.check(await parse(lines, slot), contextOf(slot));
}

describe('what keeps a month of practice lists out', function () {
  this.timeout(90_000);
  const ENGLAND = england(5600);
  const FEW = england(40, 156_000);

  /** Changes the last cell of matching rows of a quin-age file of few practices. */
  function change(pattern: RegExp, to: (people: number) => number, practices = FEW): Lines {
    return linesOf('quin-age', practices).map((line) =>
      pattern.test(line) ? line.replace(/\d+$/, (people) => String(to(Number(people)))) : line,
    );
  }
  /** Refusals for sums that do not agree. */
  async function disagreements(lines: Lines): Promise<readonly string[]> {
    const found = await refusals('quin-age', lines);
    return found.filter(({ code }) => code === 'TOTAL_DISAGREES').map(({ message }) => message);
  }

  it('a month of England passes', async () => {
    for (const kind of ['all', 'map', 'quin-age'] as const)
      assert.deepEqual(await refusals(kind, linesOf(kind, ENGLAND)), []);
  });

  it('fewer than 5,500 practices or more than 10,000 are not England', async () => {
    for (const [kind, practices, count] of [
      ['map', england(5499), 5499],
      ['map', england(10_001), 10_001],
      ['quin-age', [practice('A81001', 9)], 1],
      ['all', [], 0],
    ] as const) {
      const [refused] = await refusals(kind, linesOf(kind, practices));
      assert.match(refused?.message ?? '', new RegExp(` ${count} practices`));
    }
  });

  it('fewer than 55 million people or more than 70 million are not England', async () => {
    for (const people of [54_000_000, 72_000_000]) {
      const refused = await refusals('all', linesOf('all', england(5600, people)));
      assert.equal(refused.length, 1);
      assert.match(refused[0]?.message ?? '', /\d+ people; England has between/);
    }
  });

  it('practices that do not add up to the regions of their own file are not all of them', async () => {
    const lines = linesOf('quin-age', FEW).filter((line) => !/,A1000[12],/.test(line));
    const [first, ...more] = await disagreements(lines);
    assert.match(
      first ?? '',
      /printed_by_comm_region \(the first is row 2, column I\).* 156000 people.* 148200 /,
    );
    assert.deepEqual(more, []);
  });

  it('bands that do not add up to the practices of their own file are refused: one by far, or many by a little', async () => {
    const far = change(/,A10007,.*,MALE,5_9,/, () => 9000);
    assert.match((await disagreements(far)).join(), /printed_by_practice_all .*printed_by_practice_male /);
    let up = false;
    const little = change(/,GP,.*,MALE,5_9,/, (people) => people + ((up = !up) ? 1 : -1));
    assert.match((await disagreements(little)).join(), /^For 40 of 40 practices .* A10000 has 3900 for ALL /);
  });

  it('one practice of many that is out by a few is loaded', async () => {
    const slip = change(/,A10007,.*,MALE,5_9,/, (people) => people + 3, england(200, 780_000));
    assert.deepEqual(await disagreements(slip), []);
  });
});
