/**
 * Turns what Temporal keeps into values for the workflows. A message in an encoding that is unknown here, or that is no
 * JSON (the UI sends both), becomes a value that its handler refuses: Temporal reads messages before any handler runs,
 * and an error there would stop the workflow for good.
 */
import { type Payload, type PayloadConverter, defaultPayloadConverter } from '@temporalio/common';

/** Stands for a value that could not be read. */
export class UnreadableMessage {}

export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: <T>(payload: Payload): T => {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload);
    } catch {
      return new UnreadableMessage() as T;
    }
  },
};
