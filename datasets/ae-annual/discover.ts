/** Finds the provider level analysis of annual A&E among its sister files (dossier ae-annual, section 1). */
import type { Discovery } from '../contract/discovery.ts';
import { digitalDiscovery, isReleaseOfYear } from '../links/digital-release.ts';
import { judgeProviderLink, rankProviderFiles, type ProviderLinkRules } from '../links/provider-level.ts';
import { TYPE_1_ONLY } from './layouts.ts';

/** The double hyphen is the publisher's: the ampersand of the title was dropped from between two. */
const SERIES = 'hospital-accident--emergency-activity';

const RULES: ProviderLinkRules = {
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
};

export const discovery: Discovery = digitalDiscovery({
  series: SERIES,
  isRelease: isReleaseOfYear,
  judge: (link, fy, page) => judgeProviderLink(link, fy, page, RULES),
  rank: (candidates) => rankProviderFiles(candidates, RULES),
});
