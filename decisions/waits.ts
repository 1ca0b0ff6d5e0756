/** The end of the reason of a gap about which somebody has still to decide: the load is parked, and goes on from there. */
export const WAITS_FOR_SOMEBODY = 'It waits for somebody.';
