import { Context } from '@temporalio/activity';
import { setMaxListeners } from 'node:events';

/**
 * Beats while a step runs, so that Temporal notices a dead worker within half a minute, and hands the step the
 * signal of a cancellation. The parsing itself runs in other threads, so this timer is never starved.
 */
export async function withHeartbeat<T>(
  step: (beat: (details: unknown) => void, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  // A dataset-year's requests all listen to the one signal; there are as many as there are files.
  setMaxListeners(0, context.cancellationSignal);
  let details: unknown = 'started';
  const timer = setInterval(() => context.heartbeat(details), 3000);
  try {
    return await step((news) => {
      details = news;
      context.heartbeat(news);
    }, context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
