/** One page of each kind, for rules that every page keeps. */
export const PAGE_KINDS: readonly string[] = [
  'index.html',
  'trust/RJ1.html',
  'trust/RAJ.html#lfl=1&real=1&peers=region',
  'trust/RJ1.html#beds-2020-21',
  'trust/RJ1.html#consultancy_per_1000_income-2020-21',
  'measures.html',
  'measure/beds.html',
  'measure/consultancy_per_1000_income.html',
  'compare.html',
  'compare.html#trusts=RJ1.RAL.R1H.RQM.RJ7.RRV&figure=turnover',
  'compare.html#trusts=RJ1.RAL.R1H&figure=turnover&against=beds&fy=2020-21',
  'mergers.html',
  'changes.html',
  'coverage.html',
  'definitions.html',
  'gp.html',
];
