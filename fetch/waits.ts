/** When an address that refused a program is asked again (activities/ask-again.ts). */

/** Milliseconds to wait after the first refusal and after the second; the third is final. */
export const PUBLISHER_WAITS: readonly number[] = [60_000, 600_000];
/** A mirror's trouble is its own: it is asked at once. */
export const MIRROR_WAITS: readonly number[] = [50, 100];
