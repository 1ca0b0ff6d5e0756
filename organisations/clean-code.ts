/** Codes as publications print them, to codes as ODS knows them. Nothing is repaired, only cleaned. */

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
