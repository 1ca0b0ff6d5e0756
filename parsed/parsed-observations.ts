/** Observations as a table of columns, in which repeated texts are kept once. */
import type { DatasetTable, Observation, TableColumn } from '../datasets/contract/parsed-file.ts';

/** Columns of observations.parquet, in order. */
export function observationTable(observations: readonly Observation[]): DatasetTable {
  const text = (name: string, of: (observation: Observation) => string): TableColumn => {
    const values: string[] = [];
    const known = new Map<string, number>();
    const indices = Int32Array.from(observations, (observation) => {
      const value = of(observation);
      const index = known.get(value);
      if (index !== undefined) return index;
      known.set(value, values.length);
      return values.push(value) - 1;
    });
    return { name, type: 'dictionary', values, indices };
  };
  return {
    name: 'observations',
    rows: observations.length,
    columns: [
      text('org_code', (one) => one.orgCode),
      text('org_name', (one) => one.orgName),
      text('period', (one) => one.period),
      text('measure', (one) => one.measure),
      { name: 'value', type: 'double', numbers: Float64Array.from(observations, (one) => one.value ?? NaN) },
      text('status', (one) => one.status),
      text('printed', (one) => one.printed),
      text('sheet', (one) => one.sheet),
      { name: 'row_number', type: 'integer', numbers: Int32Array.from(observations, (one) => one.row) },
      text('column_letter', (one) => one.column),
    ],
  };
}
