/** Who was registered where (dossier gp-registered-patients, sections 5 and 6). All made up. */
import { type Practice, listSize, SEXES } from '../../fixtures/gp-registered-patients.ts';
import { made } from './figures.ts';
import { GP_MONTHS } from './gp-months.ts';

const PRACTICES = 5600;
/** Two bands are enough for a list that adds up. */
export const BANDS = ['45_49', '95+'] as const;
const ICBS = ['QHM', 'QOP', 'QE1', 'QMJ', 'QRV', 'QRL', 'QNX', 'QF7', 'QWO', 'QYG', 'QUE', 'QT6'];

const REGIONS: readonly (readonly [code: string, name: string])[] = [
  ['Y63', 'NORTH EAST AND YORKSHIRE COMMISSIONING REGION'],
  ['Y56', 'LONDON COMMISSIONING REGION'],
  ['Y62', 'NORTH WEST COMMISSIONING REGION'],
  ['Y59', 'SOUTH EAST COMMISSIONING REGION'],
];
const OLD_REGIONS: readonly (readonly [code: string, name: string])[] = [
  ['Y54', 'NORTH OF ENGLAND COMMISSIONING REGION'],
  ['Y56', 'LONDON COMMISSIONING REGION'],
  ['Y55', 'MIDLANDS AND EAST OF ENGLAND COMMISSIONING REGION'],
  ['Y57', 'SOUTH OF ENGLAND COMMISSIONING REGION'],
];

/** The practices of a month. Some close from one month to the next, and the mapping of a practice can change. */
export function practicesIn(month: string): readonly Practice[] {
  const regions = month < '2020-01' ? OLD_REGIONS : REGIONS;
  const at = GP_MONTHS.findIndex((one) => one.month === month);
  return [...Array(PRACTICES).keys()].flatMap((index): Practice[] => {
    if (index % 800 === at) return [];
    const code = `${'ABCDEFGHJKLMNPVWY'[index % 17] ?? ''}${String(80_001 + index)}`;
    const icb = (index + (index % 700 === 0 ? at : 0)) % ICBS.length;
    const size = index === 7 ? 55_000 : index === 9 ? 2 : made(`list ${month} ${index}`, 2700, 8200);
    const part = (step: number): number => (size * (30 + ((index * step + at) % 50))) / 100;
    const women = [Math.round(part(11) * 1.8), (index + at) % 13 === 0 ? 0 : 9 + (index % 30)] as const;
    const men = [Math.round(part(5) * 1.8), (index + at) % 11 === 0 ? 0 : 4 + (index % 20)] as const;
    return [
      {
        code,
        name: index % 50 === 0 ? `DR SMITH, PATEL & PARTNERS ${index}` : `THE ${index} SURGERY`,
        area: `${String(icb % 100).padStart(2, '0')}${'ABC'[index % 3] ?? ''}`,
        icb: ICBS[icb] ?? '',
        region: regions[icb % regions.length]!,
        network: networkOf(index),
        people: [women, men],
      },
    ];
  });
}

function networkOf(index: number): string {
  const number = (80_001 + index) % 1000;
  return number < 12 ? 'U' : `U${String(number).padStart(5, '0')}`;
}

/** One line per row of fact_gp_registered_patients, sorted: date, practice, name, ICB, region, band, sex, people. */
export function gpFacts(month: string): readonly string[] {
  return practicesIn(month)
    .flatMap((practice) =>
      SEXES.flatMap((sex, at) =>
        BANDS.flatMap((band, index) => {
          const people = practice.people[at]?.[index] ?? 0;
          const { code, name, icb, region } = practice;
          const line = [`${month}-01`, code, name, icb, region[1], band.replace('_', '-'), sex, people].join(
            '|',
          );
          return people === 0 ? [] : [line];
        }),
      ),
    )
    .sort();
}

/** England's people in a month. */
export function gpPeople(month: string): { readonly practices: number; readonly people: number } {
  const all = practicesIn(month);
  return { practices: all.length, people: all.reduce((sum, one) => sum + listSize(one), 0) };
}
