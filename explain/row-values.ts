/** Values of a row of the published tables as the types of an explanation. */
import type { Row } from '../duckdb/statements.ts';

export function text(value: Row[string]): string {
  return typeof value === 'string' ? value : '';
}

export function textOrNull(value: Row[string]): string | null {
  return typeof value === 'string' ? value : null;
}

export function number(value: Row[string]): number | null {
  return typeof value === 'number' ? value : null;
}
