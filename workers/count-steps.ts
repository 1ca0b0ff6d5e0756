/** Our own counters, beside those of the SDK (docs/deploy.md lists them): what the activities did, by their answers. */
import { ApplicationFailure, type MetricMeter } from '@temporalio/common';
import type { IngestActivities, WarehouseActivities } from '../activities/interface.ts';

type Steps = IngestActivities & WarehouseActivities;
type Input<Name extends keyof Steps> = NonNullable<Parameters<Steps[Name]>[0]>;
type Output<Name extends keyof Steps> = Awaited<ReturnType<Steps[Name]>>;
type Counted = { readonly [Name in keyof Steps]?: (input: Input<Name>, output: Output<Name>) => void };

/** Activities whose failure is a refusal: of a page, a file or a notice. */
const REFUSING: readonly string[] = ['discover', 'download', 'parse', 'notify'];

/** The same activities, counted. */
export function counting<A extends object>(activities: A, meter: MetricMeter): A {
  const counted = whatIsCounted(meter) as Readonly<
    Record<string, ((input: unknown, output: unknown) => void) | undefined>
  >;
  const refusals = meter.createCounter(
    'nhs_refusals',
    undefined,
    'Pages, files and notices refused, by code',
  );
  const wrapped = Object.entries(activities).map(([name, activity]) => {
    const step = activity as (...input: readonly unknown[]) => Promise<unknown>;
    return [
      name,
      async (...input: readonly unknown[]): Promise<unknown> => {
        try {
          const output = await step(...input);
          counted[name]?.(input[0], output);
          return output;
        } catch (error) {
          if (error instanceof ApplicationFailure && REFUSING.includes(name))
            refusals.add(1, { step: name, code: error.type ?? 'FAILED', ...datasetOf(input[0]) });
          throw error;
        }
      },
    ];
  });
  return Object.fromEntries(wrapped) as A;
}

function whatIsCounted(meter: MetricMeter): Counted {
  const counter = (name: string, about: string): ReturnType<MetricMeter['createCounter']> =>
    meter.createCounter(`nhs_${name}`, undefined, about);
  const gauge = (name: string, about: string): ReturnType<MetricMeter['createGauge']> =>
    meter.createGauge(`nhs_${name}`, 'int', undefined, about);
  const fetched = counter('files_fetched', 'Files fetched, or found in the store');
  const bytes = counter('bytes_fetched', 'Bytes of these files');
  const parsed = counter('files_parsed', 'Files read');
  const figures = counter('figures_read', 'Figures in these files');
  const judged = counter('files_refused_when_judged', 'Files refused by their totals or their neighbours');
  const loaded = counter('files_loaded', 'Files loaded into the warehouse');
  const gaps = gauge('gaps', 'Files missing of a dataset and year when its last load ended');
  const joins = counter('joins', 'Joins, by whether anything had changed');
  const trustYears = gauge('trust_years', 'Rows of trust_year after the last join');
  const publications = counter('publications', 'Publications');
  const published = gauge('published_at_seconds', 'When the last publication was made, seconds since 1970');
  const changed = counter('figures_changed', 'Figures that releases said otherwise than those before');
  const notices = counter('notices', 'Notices, by kind and whether they were sent');
  return {
    download: ({ dataset }, file) => {
      fetched.add(1, { dataset });
      bytes.add(file.bytes, { dataset });
    },
    parse: ({ raw: { dataset } }, { observations }) => {
      parsed.add(1, { dataset });
      figures.add(observations, { dataset });
    },
    validate: ({ dataset }, refused) => {
      if (refused.length > 0) judged.add(refused.length, { dataset });
    },
    load: ({ dataset, files }) => loaded.add(files.length, { dataset }),
    recordGaps: ({ dataset, fy, gaps: missing }) => gaps.set(missing.length, { dataset, fy }),
    join: (_, { rebuilt, trustYears: rows }) => {
      joins.add(1, { rebuilt });
      trustYears.set(rows);
    },
    publish: (_, { changes }) => {
      publications.add(1);
      published.set(Math.floor(Date.now() / 1000));
      if (changes) changed.add(changes.changed);
    },
    // `settled` tells nobody anything: a load may be told of again.
    notify: ({ notice: { kind } }, { told }) => {
      if (kind !== 'settled') notices.add(1, { kind, told });
    },
  };
}

function datasetOf(input: unknown): { readonly dataset?: string } {
  const about = input as
    { readonly dataset?: unknown; readonly raw?: { readonly dataset?: unknown } } | undefined;
  const dataset = about?.dataset ?? about?.raw?.dataset;
  return typeof dataset === 'string' ? { dataset } : {};
}
