import type { ParseContext } from '../../datasets/contract/dataset.ts';
import { type Collection, slotOf } from '../../datasets/maternity/slots.ts';

export function contextOf(fy: string, collection: Collection): ParseContext {
  return {
    fy,
    slot: slotOf(fy, collection),
    period: fy,
    url: 'https://files.digital.nhs.uk/01/ABCDEF/x',
    acceptIllustrative: false,
  };
}
