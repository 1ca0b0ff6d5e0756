import type { ParsedFrom } from '../../store/store-key.ts';
import type { JoinedDataset } from '../join/write-recipes.ts';
import type { Warehouse } from '../warehouse.ts';

/** The folder with what a version of the reader made of a raw file; undefined where it cannot be had any more. */
export type OldReading = (
  file: ParsedFrom & { readonly url: string; readonly period: string },
) => Promise<string | undefined>;

export async function decideByRejoining(
  _warehouse: Warehouse,
  _rejoin: { readonly datasets: readonly JoinedDataset[]; readonly reading: OldReading },
): Promise<void> {}
