/** Names and card texts of the files that give totals by provider, best first; either will do (dossier section 1). */

/** Every file of the publication is named or titled so. */
export const FAMILY = /^hosp-epis-stat-admi-|^hospital admitted patient care activity/i;

export interface FileKind {
  readonly name: RegExp;
  readonly text: RegExp;
}

export const FILE_KINDS: readonly FileKind[] = [
  {
    // All measures, every zero printed, 200 kB. `prov` alone for 2017-18 to 2019-20.
    name: /^hosp-epis-stat-admi-(?:hosp-)?prov(?:iders?)?(?=[-_ ]\d)/i,
    text: /hospital\s+providers?(?![a-z])/i,
  },
  {
    name: /^hosp-epis-stat-admi-(?:prov-lev\w*|pla)(?=[-_ ]\d)/i,
    text: /provider[\s\u2010-\u2015-]+level/i,
  },
];
