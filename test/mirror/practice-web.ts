/** The publishers' web for two years, with the right answers, where it lies beside the real files. */
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nhsFilesDir } from '../nhs-files.ts';
import type { MirrorAnswer } from './mirror-server.ts';

const folder = nhsFilesDir && join(nhsFilesDir, '..', 'practice-web');

/** Where it is, or undefined. */
export const practiceWebDir: string | undefined = folder && existsSync(folder) ? folder : undefined;

interface Route {
  readonly url: string;
  readonly file: string | null;
  readonly content_type: string | null;
  readonly status: number;
  readonly location: string | null;
}

/** The routes as a function for the mirror server. */
export function practiceRoutes(directory: string): (url: string) => MirrorAnswer | undefined {
  const routes = JSON.parse(readFileSync(join(directory, 'routes.json'), 'utf8')) as Route[];
  const byUrl = new Map(routes.map((route) => [new URL(route.url).href, route]));
  return (url) => {
    const route = byUrl.get(url);
    if (!route) return undefined;
    return {
      status: route.status,
      ...(route.content_type && { contentType: route.content_type }),
      ...(route.location && { headers: { location: route.location } }),
      ...(route.file && { body: readFileSync(join(directory, route.file)) }),
    };
  };
}

/** A table of right answers. */
export function expectedRows(directory: string, name: string): readonly Record<string, string>[] {
  const rows: unknown = parse(readFileSync(join(directory, 'expected', name)), { columns: true });
  return rows as Record<string, string>[];
}
