/** The pages in a real browser: what readers do, and what every kind of page owes them. */
import { describeEveryPage } from './every-page.ts';
import { describeJourneys } from './journeys.ts';

describeJourneys();
describeEveryPage();
