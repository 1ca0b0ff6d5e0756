/** Finds the provider level analysis of a year among its sister files (dossier outpatients, section 1). */
import { providerLevelDiscovery } from '../links/provider-level.ts';

export const discovery = providerLevelDiscovery({
  series: 'hospital-outpatient-activity',
  // The stem of admitted care, `prov-lev`, is not used here.
  named: /^hosp-epis-stat-outp-pla(?![a-z])/i,
  otherFiles: [
    [/-rep-tabs|summary report/i, 'summary report tables, England only'],
    [/-all-firs|first attendances/i, 'all first attendances, England only'],
    [/-all-atte|all attendances/i, 'all attendances by specialty, England only'],
    [/-eth|ethnic/i, 'by ethnic category or deprivation, England only'],
    [/-diag|diagnosis/i, 'by primary diagnosis, England only'],
    [/-proc|procedures/i, 'by procedure, England only'],
    [/-(?:main|trea)-spec|specialty/i, 'by specialty, England only'],
    [/-meta|meta-?data|data-?qual|data quality/i, 'about the data, no figures'],
    [/-admi-|admitted/i, 'admitted patient care, another publication'],
  ],
});
