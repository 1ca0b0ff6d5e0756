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
      text('org_code', (figure) => figure.orgCode),
      text('org_name', (figure) => figure.orgName),
      text('period', (figure) => figure.period),
      text('measure', (figure) => figure.measure),
      {
        name: 'value',
        type: 'double',
        numbers: Float64Array.from(observations, (figure) => figure.value ?? NaN),
      },
      text('status', (figure) => figure.status),
      text('printed', (figure) => figure.printed),
      text('sheet', (figure) => figure.sheet),
      { name: 'row_number', type: 'integer', numbers: Int32Array.from(observations, (figure) => figure.row) },
      text('column_letter', (figure) => figure.column),
    ],
  };
}
