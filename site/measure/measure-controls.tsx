/** The place of the controls, which the page's script fills, and what it must know of the measure. Empty without scripts. */
import type { VNode } from 'preact';
import type { AboutMeasure } from './measure-view.ts';

/** The value of `data-measure`. */
export interface MeasureSettings {
  readonly about: AboutMeasure;
  /** The year shown without a choice. */
  readonly fy: string;
  /** Types of trust that any year has. */
  readonly types: readonly { readonly id: string; readonly label: string }[];
  /** The data file that says why its figures are as they are. */
  readonly why: string;
}

export function MeasureControls(settings: MeasureSettings): VNode {
  return <div class="controls" data-measure={JSON.stringify(settings)} hidden />;
}
