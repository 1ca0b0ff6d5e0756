/** The calendar against the days on which the publishers really published, as dossiers and file lists give them. */
import assert from 'node:assert/strict';
import { dueDate, dueSlots, lastDayOfPeriod } from '../../calendar/due.ts';
import { publicationCalendar } from '../../calendar/publication-calendar.ts';
import {
  askedKey,
  isDue,
  latePeriods,
  latestYear,
  PeriodState,
  seenKey,
  stateOf,
  worthAsking,
} from '../../calendar/periods.ts';
import { datasetNamed, datasets } from '../../datasets/registry.ts';

/** Dataset, slot, and the day; or the month, where only that is known (by the folder of an upload). */
const REALLY_PUBLISHED: readonly (readonly [dataset: string, fy: string, slot: string, when: string])[] = [
  ['tac', '2019-20', '2019-20 FT', '2021-04'],
  ['tac', '2021-22', '2021-22 Trust', '2023-07'],
  ['tac', '2022-23', '2022-23 Trust', '2024-04'],
  ['tac', '2023-24', '2023-24 Trust', '2025-01'],
  ['tac', '2024-25', '2024-25 Trust', '2026-04'],
  ['beds', '2018-19', '2018-19Q4', '2019-05-23'],
  ['beds', '2019-20', '2019-20Q4', '2020-05-21'],
  ['beds', '2020-21', '2020-21Q4', '2021-05-20'],
  ['beds', '2020-21', '2020-21Q2', '2020-11'],
  ['beds', '2024-25', '2024-25Q2', '2024-11'],
  ['beds', '2025-26', '2025-26Q3', '2026-02'],
  ['beds', '2026-27', '2026-27Q1', '2026-08'],
  ['ae-monthly', '2024-25', '2024-05', '2024-06'],
  ['ae-monthly', '2024-25', '2024-06', '2024-07'],
  ['ae-monthly', '2024-25', '2024-12', '2025-01'],
  ['ae-monthly', '2024-25', '2025-03', '2025-04'],
  ['ae-monthly', '2025-26', '2026-02', '2026-03'],
  ['ae-annual', '2017-18', '2017-18', '2018-09-13'],
  ['ae-annual', '2019-20', '2019-20', '2020-09-10'],
  ['ae-annual', '2020-21', '2020-21', '2021-09-30'],
  ['ae-annual', '2024-25', '2024-25', '2025-09-25'],
  ['outpatients', '2024-25', '2024-25', '2025-09-25'],
  ['admitted-patient-care', '2017-18', '2017-18', '2018-09-20'],
  ['admitted-patient-care', '2018-19', '2018-19', '2019-09-19'],
  ['admitted-patient-care', '2019-20', '2019-20', '2020-09-17'],
  ['admitted-patient-care', '2021-22', '2021-22', '2022-09-22'],
  ['admitted-patient-care', '2024-25', '2024-25', '2025-09-25'],
  ['maternity', '2017-18', '2017-18 HES', '2018-10-25'],
  ['maternity', '2018-19', '2018-19 HES', '2019-11-07'],
  ['maternity', '2022-23', '2022-23 HES', '2023-12-07'],
  ['diagnostic-imaging', '2017-18', '2017-18', '2018-11'],
  ['diagnostic-imaging', '2018-19', '2018-19', '2019-12'],
  ['diagnostic-imaging', '2019-20', '2019-20', '2020-10'],
  ['diagnostic-imaging', '2020-21', '2020-21', '2021-11'],
  ['diagnostic-imaging', '2021-22', '2021-22', '2022-12-15'],
  ['diagnostic-imaging', '2023-24', '2023-24', '2024-11-21'],
  ['diagnostic-imaging', '2024-25', '2024-25', '2025-11-27'],
  ['staff-survey', '2019-20', '2019-20 own', '2020-02-18'],
  ['staff-survey', '2020-21', '2020-21 own', '2021-03-11'],
  ['staff-survey', '2022-23', '2022-23 own', '2023-03'],
  ['staff-survey', '2023-24', '2023-24 own', '2024-03-07'],
  ['staff-survey', '2024-25', '2024-25 own', '2025-03-13'],
  ['staff-survey', '2025-26', '2025-26 own', '2026-03'],
  ['critical-care', '2022-23', '2023-02', '2023-03'],
  ['critical-care', '2025-26', '2025-10', '2025-11'],
  ['critical-care', '2025-26', '2025-12', '2026-01'],
];

describe('when a period is due', () => {
  for (const [name, fy, slot, when] of REALLY_PUBLISHED) {
    it(`${name} ${slot} really came on ${when}: not before its due day, and within the grace`, () => {
      const found = dueSlots(datasetNamed(name), fy).find((expected) => expected.slot === slot);
      assert.ok(found, `${name} ${fy} has no slot ${slot}`);
      const [earliest, latest] = when.length === 7 ? [`${when}-01`, lastDayOfPeriod(when)] : [when, when];
      assert.ok(found.due <= latest, `due on ${found.due}`);
      assert.ok(earliest <= found.lateAfter, `late after ${found.lateAfter}`);
    });
  }

  it('the months of the emergency departments are due on the second Thursday of the following month', () => {
    const days = ['2026-04', '2026-05', '2026-12', '2027-02'].map((month) =>
      dueDate(datasetNamed('ae-monthly'), '2026-27', month),
    );
    assert.deepEqual(days, ['2026-05-14', '2026-06-11', '2027-01-14', '2027-03-11']);
  });

  it('a slot that a dataset does not have has no day', () => {
    assert.throws(() => dueDate(datasetNamed('beds'), '2026-27', '2026-27Q5'), /no slot of beds 2026-27/);
  });

  it('a dataset without a rule for a slot says which file to mend', () => {
    const silent = { ...datasetNamed('beds'), due: [] };
    assert.throws(
      () => dueSlots(silent, '2026-27'),
      /beds does not say when "2026-27Q1" is due.*dataset\.ts/,
    );
  });

  it('the last day of a year, a quarter and a month is where it ends', () => {
    const ends = ['2019-20', '2019-20Q1', '2019-20Q4', '2020-02'].map(lastDayOfPeriod);
    assert.deepEqual(ends, ['2020-03-31', '2019-06-30', '2020-03-31', '2020-02-29']);
  });
});

describe('how a period stands on a day', () => {
  const [quarter] = dueSlots(datasetNamed('beds'), '2026-27').filter(({ slot }) => slot === '2026-27Q2');
  assert.ok(quarter);

  for (const [today, state] of [
    ['2026-11-18', PeriodState.notYetDue],
    ['2026-11-19', PeriodState.due],
    ['2026-12-10', PeriodState.due],
    ['2026-12-11', PeriodState.late],
  ] as const) {
    it(`a quarter that is due on 19 November and has not been seen is "${state}" on ${today}`, () => {
      assert.equal(stateOf(quarter, false, today), state);
    });
  }

  it('a period that has been seen is found, even before its due day', () => {
    assert.equal(stateOf(quarter, true, '2026-10-01'), PeriodState.found);
  });

  it('a year with no due file is not asked for; a dataset without years always is', () => {
    assert.equal(isDue(datasetNamed('tac'), '2025-26', '2026-11-30'), false);
    assert.equal(isDue(datasetNamed('tac'), '2025-26', '2027-01-01'), true);
    assert.equal(isDue(datasetNamed('beds'), '2026-27', '2026-11-30'), true);
    assert.equal(isDue(datasetNamed('ods'), 'current', '2026-11-30'), true);
  });

  it('every dataset reads the latest year of which a file has been due', () => {
    for (const dataset of datasets) {
      if (dataset.yearless) continue;
      const latest = latestYear(dataset, '2026-11-30') ?? '';
      assert.ok(dataset.years.includes(latest), `${dataset.name} ${latest}`);
    }
  });
});

describe('what is worth asking for', () => {
  const beds = datasetNamed('beds');
  const seenOf = (fys: readonly string[], but: readonly string[] = []): Set<string> =>
    new Set(
      fys
        .flatMap((fy) => [
          askedKey('beds', fy),
          ...dueSlots(beds, fy).map(({ slot }) => seenKey('beds', fy, slot)),
        ])
        .filter((key) => !but.some((slot) => key.endsWith(slot))),
    );

  it('the years with a due file that is not loaded, and the year before, which may be revised', () => {
    const loaded = seenOf(['2023-24', '2024-25', '2025-26'], ['2025-26Q4']);
    assert.deepEqual(worthAsking(beds, '2026-06-01', loaded), ['2024-25', '2025-26']);
  });

  it('nothing, once everything that is due is loaded; a new year from the day on which its first file is due', () => {
    const loaded = seenOf(['2024-25', '2025-26']);
    assert.deepEqual(worthAsking(beds, '2026-08-19', loaded), []);
    assert.deepEqual(worthAsking(beds, '2026-08-20', loaded), ['2025-26', '2026-27']);
  });

  it('no publication that nobody has loaded, and no year before the first that was asked for', () => {
    assert.deepEqual(worthAsking(beds, '2026-08-20', new Set()), []);
    assert.ok(!worthAsking(beds, '2026-08-20', seenOf(['2025-26'])).includes('2024-25'));
  });

  it('no file that was asked for in vain for more than a year', () => {
    const loaded = seenOf(['2019-20', '2020-21', '2021-22', '2022-23'], ['2019-20Q2']);
    assert.deepEqual(worthAsking(beds, '2020-06-01', seenOf(['2019-20'], ['2019-20Q2'])), ['2019-20']);
    assert.deepEqual(worthAsking(beds, '2023-06-01', loaded), []);
  });

  it('a quarter that has not come is late once its grace is over, and names its file', () => {
    const seen = seenOf(['2025-26', '2026-27'], ['2026-27Q1', '2026-27Q2', '2026-27Q3', '2026-27Q4']);
    assert.deepEqual(latePeriods('2026-09-10', seen, [beds]), []);
    assert.deepEqual(latePeriods('2026-09-15', seen, [beds]), [
      {
        dataset: 'beds',
        fy: '2026-27',
        slot: '2026-27Q1',
        period: '2026-27Q1',
        label: 'Quarter 1 (April to June 2026)',
        due: '2026-08-20',
        daysLate: 5,
      },
    ]);
  });

  it('nothing of a year that nobody has asked for is late: the publisher may have it', () => {
    assert.deepEqual(latePeriods('2026-11-30', seenOf(['2023-24']), datasets), []);
  });
});

describe('the calendar of publications', () => {
  const beds = datasetNamed('beds');
  const facts = new Map([
    [
      seenKey('beds', '2026-27', '2026-27Q1'),
      {
        firstSeen: '2026-08-20T10:00:00.000Z',
        loaded: '2026-08-20T10:05:00.000Z',
        published: null,
        freshnessHours: 0.6,
      },
    ],
  ]);
  const asked = new Set([askedKey('beds', '2026-27')]);

  it('has a row for every file of the years from the first that was asked for, with its state on the day', () => {
    const rows = publicationCalendar([beds], { facts, asked }, '2026-12-15');
    assert.deepEqual(
      rows.map(({ slot, due, state, loaded }) => [slot, due, state, loaded !== null]),
      [
        ['2026-27Q1', '2026-08-20', 'found', true],
        ['2026-27Q2', '2026-11-19', 'late', false],
        ['2026-27Q3', '2027-02-18', 'not yet due', false],
        ['2026-27Q4', '2027-05-20', 'not yet due', false],
      ],
    );
  });

  it('calls nothing late in a year that nobody has asked for', () => {
    const rows = publicationCalendar(
      [beds],
      { facts, asked: new Set([askedKey('beds', '2024-25')]) },
      '2026-12-15',
    );
    assert.deepEqual(
      [...new Set(rows.filter(({ fy }) => fy === '2025-26').map(({ state }) => state))],
      ['due'],
    );
  });

  it('has optional files only where they have come, and no dataset that nobody has asked for', () => {
    const survey = datasetNamed('staff-survey');
    const rows = publicationCalendar(
      [survey, beds],
      { facts: new Map(), asked: new Set([askedKey('staff-survey', '2023-24')]) },
      '2024-03-31',
    );
    assert.deepEqual(
      rows.map(({ slot }) => slot),
      ['2023-24 own'],
    );
  });
});
