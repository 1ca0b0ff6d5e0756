/** What a worker registers. */
export { backfill } from './backfill.ts';
export { buildTrustYears } from './build-trust-years.ts';
export { decide } from './decide.ts';
export { joinTrusts } from './join-trusts.ts';
export { loadDataset } from './load-dataset.ts';
export { refresh } from './refresh.ts';
