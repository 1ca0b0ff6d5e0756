/** Values of a row of DuckDB as the types that pages use. */
import type { Row } from '../../duckdb/statements.ts';

type Value = Row[string];

export function text(value: Value): string {
  return typeof value === 'string' ? value : '';
}

export function textOrNull(value: Value): string | null {
  return typeof value === 'string' ? value : null;
}

export function numberOrNull(value: Value): number | null {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : null;
}

export function texts(value: Value): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
