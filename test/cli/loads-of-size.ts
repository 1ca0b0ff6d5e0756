/** Seven years of everything in the middle of a run: 78 loads, as they stand for the terminal. */
import { type LoadStanding, Standing } from '../../cli/load-standing.ts';
import { Stage } from '../../workflows/messages.ts';

const YEARS = ['2017-18', '2018-19', '2019-20', '2020-21', '2021-22', '2022-23', '2023-24'];
const DATASETS = [
  ...['tac', 'beds', 'ae-monthly', 'ae-annual', 'outpatients', 'diagnostic-imaging', 'maternity'],
  ...['admitted-patient-care', 'staff-survey', 'critical-care', 'gp-registered-patients'],
];

/** 78 loads: the last ones are done, three in the middle wait, one is asked again, ten move. */
export function loadsOfSize(
  change: (load: LoadStanding, index: number) => LoadStanding = inTheMiddle,
): LoadStanding[] {
  const names = [...DATASETS.flatMap((dataset) => YEARS.map((fy) => [dataset, fy])), ['ods', 'current']];
  return names.map(([dataset = '', fy = ''], index) =>
    change(
      {
        ...{ dataset, fy, workflowId: `load/${dataset}/${fy}` },
        ...{ standing: Standing.done, stage: Standing.done, files: { there: 12, of: 12 } },
        ...{ reasons: [], askedAgain: [] },
      },
      index,
    ),
  );
}

export const LONG_REASON =
  'No file of this quarter could be had from https://www.england.nhs.uk/statistics/wp-content/uploads/sites/2/2021/11/Beds-Open-Overnight-Web_File-Q3-2022-23-Final-1.xlsx: the server answers 404.';

export function inTheMiddle(load: LoadStanding, index: number): LoadStanding {
  if ([12, 30, 50].includes(index)) return parked(load, [`${LONG_REASON} \u001b[2J`]);
  if (index === 31) {
    const step = {
      attempt: 2,
      at: new Date().toISOString(),
      waitsMs: 60_000,
      message: 'it refuses programs (HTTP 403)',
    };
    return { ...load, standing: Standing.askedAgain, stage: Stage.downloading, askedAgain: [step] };
  }
  if (index < 10) return { ...load, standing: Standing.moving, stage: Stage.downloading };
  if (index < 40) return { ...load, standing: Standing.toCome, stage: Standing.toCome };
  return load;
}

export function parked(load: LoadStanding, reasons: readonly string[]): LoadStanding {
  return { ...load, standing: Standing.needsAttention, stage: Standing.needsAttention, reasons };
}
