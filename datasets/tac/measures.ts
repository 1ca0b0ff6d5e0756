/**
 * The recipes of the accounts: current-year columns of the year's own file. Which lines a year's form has is checked against
 * the publisher's illustrative forms of 2019-20, 2021-22 and 2023-24; a measure whose line a file lacks is `missing`.
 */
import { financialYears } from '../../nhs/financial-year.ts';
import type { MeasureRecipe } from '../contract/recipe.ts';
import { TEMPORARY_WTE } from './lines.ts';

const ONCE_A_YEAR = { across: 'only', periodsExpected: 1, followsSuccession: false } as const;
/** Money is published in thousands. */
const POUNDS = { ...ONCE_A_YEAR, kind: 'flow', unit: 'pounds', scale: 1000 } as const;
const WTE = { ...ONCE_A_YEAR, kind: 'stock', unit: 'WTE', scale: 1 } as const;

const PART_YEAR = 'A trust that closed or began during the year has the part of the year it filed.';
/** Of measures made of several lines. */
const SEVERAL_LINES =
  'Where the accounts leave one of its lines blank and no total shows that it is nil, the figure is partial.';
const OWN_STAFF_GROUPS =
  'An average of the year with bank and agency staff of the group, as the trust estimates them; staff of contractors are not in it.';

/** The five columns that `trust_year` always had. */
const OLD: readonly MeasureRecipe[] = [
  {
    ...POUNDS,
    measure: 'turnover',
    caveat:
      `${PART_YEAR} Operating income of continuing operations: without finance income and gains from transfers by absorption. In it: charities ` +
      'that are consolidated, donated and granted capital, sustainability and top-up funding, the pension contribution paid centrally from ' +
      '2019-20, and from 2021-22 money that lead providers pass on. Trade between trusts is not taken out, so trusts do not add up to England.',
    meaning: 'Operating income from patient care and other operating income, continuing operations',
    parts: ['SCI0100A', 'SCI0110A'],
  },
  {
    ...POUNDS,
    measure: 'operating_expenditure',
    caveat:
      `${PART_YEAR} Not the mirror of turnover: in it are discontinued operations, impairments, purchase of healthcare from others, and charities ` +
      'that are consolidated. For margins take operating_expenses_continuing, for the own cost of services operating_expenditure_own.',
    meaning: 'Total operating expenditure (EXP0390 of the accounts)',
    parts: ['EXP0390'],
  },
  {
    ...POUNDS,
    measure: 'staff_costs',
    caveat:
      `${PART_YEAR} With staff whose cost is capitalised as part of assets, the pension contribution paid centrally from 2019-20, research and ` +
      'education staff, and staff of charities where they are consolidated; without non-executive directors. For shares of expenditure take staff_costs_revenue.',
    meaning: 'Total staff costs (STA0360 of the accounts)',
    parts: ['STA0360'],
  },
  {
    ...WTE,
    measure: 'staff_wte',
    caveat:
      'Higher than the FTE of the electronic staff record, since bank and agency staff are in it, as the trust estimates them, and staff on capital ' +
      'projects and of consolidated subsidiaries. Staff of contractors are not in it: a trust that buys services in looks lean.',
    meaning: 'Average number of employees over the year, whole-time equivalents, with bank and agency staff',
    parts: ['STA0490'],
  },
  {
    ...POUNDS,
    measure: 'consultancy_spend',
    caveat:
      'As each trust filed it: what counts as consultancy differs between trusts. Bought advice, nothing to do with hospital consultants. Revenue only: ' +
      'consultancy that is capitalised with a project is not in it. Interim managers may be agency staff; legal fees, audit, tax advice and other services ' +
      'are other lines. A trust that hosts a programme carries the share of its neighbours. Spending comes in lumps, and credits occur.',
    meaning: 'Consultancy costs (EXP0190 of the accounts); credits can make them zero or negative',
    parts: ['EXP0190'],
  },
];

const STAFF_COSTS_REVENUE = {
  ...POUNDS,
  measure: 'staff_costs_revenue',
  caveat:
    'With the pension contribution paid centrally from 2019-20, research and education staff, and staff of charities where they are consolidated. ' +
    'The accounts of 2017-18 and 2018-19 may not print what was capitalised: then it is missing.',
} as const;

const OPERATING_EXPENDITURE_OWN = {
  ...POUNDS,
  measure: 'operating_expenditure_own',
  caveat:
    'Without impairments and, from 2021-22, without what lead providers of mental health collaboratives pay to other providers. Earlier accounts do not ' +
    'print those payments apart: what the first collaboratives paid from October 2020 is still in the figure of 2020-21. Other healthcare bought in, and ' +
    `charities that are consolidated, are in it in every year. ${SEVERAL_LINES}`,
} as const;

const PURCHASED_HEALTHCARE = {
  ...POUNDS,
  measure: 'purchased_healthcare_non_nhs',
  caveat: `Bought from bodies outside the NHS and its department only: what one trust buys from another is not in it. ${SEVERAL_LINES}`,
} as const;

/** Columns of `trust_year` that came later, and measures of the long table, which are parts of ratios. */
const LATER: readonly MeasureRecipe[] = [
  {
    ...STAFF_COSTS_REVENUE,
    meaning: 'Staff costs without those capitalised as part of assets (STA0360 less STC0170 of the accounts)',
    parts: ['STA0360'],
    less: ['STC0170'],
    years: financialYears('2017-18..2019-20'),
  },
  {
    ...STAFF_COSTS_REVENUE,
    meaning: 'Staff costs without those capitalised as part of assets (STA0366 of the accounts)',
    parts: ['STA0366'],
    years: financialYears('2020-21..2024-25'),
  },
  {
    ...OPERATING_EXPENDITURE_OWN,
    meaning:
      'Operating expenditure of continuing operations without impairments (OPX0030 less EXP0260 of the accounts)',
    parts: ['OPX0030'],
    less: ['EXP0260'],
    years: financialYears('2017-18..2020-21'),
  },
  {
    ...OPERATING_EXPENDITURE_OWN,
    meaning:
      'Operating expenditure of continuing operations without impairments and without what lead providers of mental health collaboratives pay to ' +
      'other providers (OPX0030 less EXP0260, EXP0102 and EXP0112 of the accounts)',
    parts: ['OPX0030'],
    less: ['EXP0260', 'EXP0102', 'EXP0112'],
    years: financialYears('2021-22..2024-25'),
  },
  {
    ...POUNDS,
    measure: 'operating_surplus',
    balance: true,
    caveat: `${PART_YEAR} Before finance costs and public dividend capital, after impairments. A deficit is negative.`,
    meaning: 'Operating surplus or deficit, continuing operations (SCI0140A of the accounts)',
    parts: ['SCI0140A'],
  },
  {
    ...POUNDS,
    measure: 'operating_expenses_continuing',
    caveat: `${PART_YEAR} The accounts print it negative; here it is positive. Impairments and purchase of healthcare from others are in it.`,
    meaning: 'Operating expenses, continuing operations (SCI0125A of the accounts, with the sign turned)',
    parts: ['SCI0125A'],
    scale: -1000,
  },
  {
    ...POUNDS,
    measure: 'surplus_before_impairments',
    balance: true,
    caveat:
      "Worked out here, and not the regulator's adjusted financial performance, which only the accounts of NHS trusts print. Donated assets and the " +
      `like are not taken out. ${SEVERAL_LINES}`,
    meaning:
      'Surplus or deficit of the year without gains from transfers by absorption and before impairments (SCI0240 less SCI0210 plus EXP0260 of the accounts)',
    parts: ['SCI0240', 'EXP0260'],
    less: ['SCI0210'],
  },
  {
    ...POUNDS,
    measure: 'agency_costs',
    caveat: `${PART_YEAR} Agency and contract staff on the books; services bought in as a whole are not in it.`,
    meaning: 'Cost of agency and contract staff (STA0310 of the accounts)',
    parts: ['STA0310'],
  },
  {
    ...POUNDS,
    measure: 'external_bank_costs',
    caveat:
      "The external bank only: what the trust's own bank costs is in salaries, so that no cost of all bank staff can be had.",
    meaning: 'Cost of staff from an external bank (STA0300 of the accounts)',
    parts: ['STA0300'],
  },
  {
    ...WTE,
    measure: 'temporary_wte',
    caveat:
      'Staff without a permanent contract of employment: bank, agency, secondments and fixed terms, as the trust estimates and sorts them.',
    meaning:
      'Average number of staff who are not permanently employed, whole-time equivalents (STA0490 of the accounts, column "Other")',
    parts: [TEMPORARY_WTE],
  },
  {
    ...WTE,
    measure: 'nurses_wte',
    caveat: OWN_STAFF_GROUPS,
    meaning:
      'Average number of nursing, midwifery and health visiting staff, whole-time equivalents (STA0410 of the accounts)',
    parts: ['STA0410'],
  },
  {
    ...WTE,
    measure: 'doctors_wte',
    caveat: OWN_STAFF_GROUPS,
    meaning: 'Average number of medical and dental staff, whole-time equivalents (STA0370 of the accounts)',
    parts: ['STA0370'],
  },
  {
    ...POUNDS,
    measure: 'ebitda',
    balance: true,
    caveat:
      'From 2022-23 leases are depreciated and no longer rented (IFRS 16), which raises the figure without a change in how the trust fares. ' +
      SEVERAL_LINES,
    meaning:
      'Operating surplus or deficit before depreciation, amortisation and impairments (SCI0140A plus EXP0240, EXP0250 and EXP0260 of the accounts)',
    parts: ['SCI0140A', 'EXP0240', 'EXP0250', 'EXP0260'],
  },
  {
    ...PURCHASED_HEALTHCARE,
    meaning: 'Purchase of healthcare from bodies outside the NHS (EXP0110 of the accounts)',
    parts: ['EXP0110'],
    years: financialYears('2017-18..2020-21'),
  },
  {
    ...PURCHASED_HEALTHCARE,
    meaning:
      'Purchase of healthcare from bodies outside the NHS, by lead providers of mental health collaboratives too (EXP0110 plus EXP0112 of the accounts)',
    parts: ['EXP0110', 'EXP0112'],
    years: financialYears('2021-22..2024-25'),
  },
  {
    ...POUNDS,
    measure: 'drugs_costs',
    caveat:
      'Drugs used and bought; many are paid for by commissioners one by one, so that the figure follows the services of the trust.',
    meaning: 'Cost of drugs (EXP0170 of the accounts)',
    parts: ['EXP0170'],
  },
  {
    ...POUNDS,
    measure: 'negligence_costs',
    caveat: 'A premium, not the claims of the year. Trusts with maternity services pay the most.',
    meaning: 'Premium for clinical negligence, paid to NHS Resolution (EXP0290A of the accounts)',
    parts: ['EXP0290A'],
  },
  {
    ...POUNDS,
    measure: 'pfi_costs',
    caveat:
      'The service charge in operating expenses only: interest and repayment of PFI and LIFT schemes are elsewhere in the accounts. From 2023-24 the ' +
      'liabilities are measured anew (IFRS 16).',
    meaning: 'Charges for PFI, LIFT and like schemes in operating expenditure (EXP0370 of the accounts)',
    parts: ['EXP0370'],
  },
  {
    ...POUNDS,
    measure: 'research_education_income',
    caveat: `Without the notional income of the apprenticeship levy. A trust that hosts a research network carries the money of its neighbours. ${SEVERAL_LINES}`,
    meaning:
      'Income for research and development, and for education and training (INC1230A plus INC1230B plus INC1240A of the accounts)',
    parts: ['INC1230A', 'INC1230B', 'INC1240A'],
  },
  {
    ...POUNDS,
    measure: 'private_patient_income',
    caveat:
      'Income, not the number of patients. What a partner company earns on the site of the trust is not in it.',
    meaning: 'Income from private patients (INC1170 of the accounts)',
    parts: ['INC1170'],
  },
];

export const MEASURES: readonly MeasureRecipe[] = [...OLD, ...LATER];
