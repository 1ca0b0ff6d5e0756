/** Finds the provider level analysis of annual A&E among its sister files (dossier ae-annual, section 1). */
import { providerLevelDiscovery } from '../links/provider-level.ts';
import { TYPE_1_ONLY } from './layouts.ts';

export const discovery = providerLevelDiscovery({
  // The double hyphen is the publisher's: the ampersand of the title was dropped from between two.
  series: 'hospital-accident--emergency-activity',
  named: /^ae_?\d{4}(?!\d).*(?:(?<![a-z])pla(?![a-z])|provider[\s_-]*level)|^acci-emer-.*-pla(?![a-z])/i,
  otherFiles: [
    [/msitae/i, TYPE_1_ONLY],
    [/open[\s_-]*data/i, 'open data, not by provider and year'],
    [/(?<![a-z])cqi(?![a-z])/i, 'clinical quality indicators, by month and without some providers'],
    [/workforce/i, 'emergency department workforce'],
    [/meta-?data|data[\s_-]*quality/i, 'about the data, no figures'],
    [/national[\s_-]*data/i, 'national data tables, England only'],
    [/summary[\s_-]*report/i, 'summary report tables, England only'],
  ],
});
