/** Codes as publications print them, and what a trust's ODS code looks like. Nothing is repaired, only cleaned. */

export interface CleanCode {
  readonly code: string;
  /** `RJ1-X`: the trust's own activity in admitted care and outpatients (dossier `admitted-patient-care`). */
  readonly hadSuffix: boolean;
}

/** White space off both ends, upper case, the suffix `-X` off. `ROA` with a letter O stays `ROA`. */
export function cleanCode(printed: string): CleanCode {
  const text = printed.trim().toUpperCase();
  const stripped = /^(.+)-X$/.exec(text)?.[1]?.trimEnd();
  return stripped ? { code: stripped, hadSuffix: true } : { code: text, hadSuffix: false };
}

/** R.. NHS trusts, T.. care trusts (both three characters), and codes of the form `G6V2S` given out since 2024. */
const TRUST = /^(?:[RT][A-Z0-9]{2}|[A-Z]\d[A-Z]\d[A-Z])$/;

/** Welsh bodies every edition of etr carries. The edition of December 2025 no longer marks them `W00`. */
const WELSH_TRUSTS: ReadonlySet<string> = new Set(['RQF', 'RT4', 'RYT']);
const WELSH_HEALTH_BOARD = /^7A\d$/;

/** True for the shape alone; whether such a trust exists is for the editions to say. */
export function isTrustShaped(code: string): boolean {
  return TRUST.test(code);
}

/** Velindre, Welsh Ambulance, Public Health Wales and the health boards 7A1 to 7A7: not in English accounts. */
export function isWelshBody(code: string): boolean {
  return WELSH_TRUSTS.has(code) || WELSH_HEALTH_BOARD.test(code);
}
