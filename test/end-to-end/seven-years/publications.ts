/** The publications beside the accounts, ODS, KH03 and monthly A&E. */
import { admittedCare } from './admitted-pages.ts';
import { criticalCare } from './critical-care-pages.ts';
import { deflators } from './deflators.ts';
import { gpRegistrations } from './gp-pages.ts';
import { emergencyCare, outpatientCare } from './hospital-pages.ts';
import { imaging } from './imaging-pages.ts';
import { maternityCare } from './maternity-pages.ts';
import type { Publication } from './publication.ts';
import { staffSurvey } from './survey-pages.ts';
import { workforce } from './workforce-pages.ts';

export const PUBLICATIONS: readonly Publication[] = [
  admittedCare,
  outpatientCare,
  emergencyCare,
  criticalCare,
  maternityCare,
  imaging,
  staffSurvey,
  gpRegistrations,
  workforce,
  deflators,
];
