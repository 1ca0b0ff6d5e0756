/**
 * The order of the rooms (docs/architecture.md): a module imports from rooms above its own line, never from those below.
 * `npm run check` fails on an import against it, on a circle, and on Node's own modules where code has to be pure.
 */
const ROOMS = [
  'nhs',
  'machine',
  'spreadsheet',
  'organisations',
  'duckdb',
  'decisions',
  'datasets/contract',
  'datasets/(?:links|tables)',
  'datasets/[^/]+/',
  'datasets/registry',
  'calendar',
  'store',
  'fetch',
  'parsed',
  'warehouse',
  'explain',
  'site',
  'notices',
  'activities',
  'workflows',
  'temporal-server',
  'workers',
  'rebuild',
  'cli',
  '(?:test|bench|sample)',
];

/** A room may import from itself and from those before it. */
const order = ROOMS.slice(0, -1).map((room, index) => ({
  name: `order-of-rooms: ${room}`,
  severity: 'error',
  from: {
    path: `^${room}`,
    ...(room === 'datasets/[^/]+/' && { pathNot: '^datasets/(?:contract|links|tables)/' }),
  },
  to: {
    path: ROOMS.slice(index + 1).map((later) => `^${later}`),
    pathNot: [`^${room}`, ...ROOMS.slice(0, index).map((earlier) => `^${earlier}`)],
  },
}));

export default {
  forbidden: [
    ...order,
    {
      name: 'no-circle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'publications-do-not-know-each-other',
      severity: 'error',
      from: { path: '^datasets/([^/]+)/', pathNot: '^datasets/(?:contract|links|tables)/' },
      to: { path: '^datasets/[^/]+/', pathNot: ['^datasets/$1/', '^datasets/(?:contract|links|tables)/'] },
    },
    {
      name: 'only-activities-and-above-know-the-publications',
      severity: 'error',
      from: { path: '^(?:store|fetch|warehouse)/' },
      to: { path: '^datasets/', pathNot: '^datasets/contract/' },
    },
    {
      name: 'links-and-tables-stand-side-by-side',
      severity: 'error',
      from: { path: '^datasets/(links|tables)/' },
      to: { path: '^datasets/(?:links|tables)/', pathNot: '^datasets/$1/' },
    },
    {
      name: 'load-then-join-then-publish',
      severity: 'error',
      from: { path: '^warehouse/(?:load/|join/|[^/]+$)' },
      to: { path: '^warehouse/publish/' },
    },
    {
      name: 'load-before-join',
      severity: 'error',
      from: { path: '^warehouse/(?:load/|[^/]+$)' },
      to: { path: '^warehouse/join/' },
    },
    {
      name: 'a-rebuild-reaches-no-network',
      comment:
        'What is built again from the raw store cannot ask anybody: no import leads to what fetches (docs/releases.md).',
      severity: 'error',
      from: { path: '^(?:rebuild|parsed)/' },
      to: { path: '^(?:fetch|workflows|temporal-server|workers)/|node_modules/got/', reachable: true },
    },
    {
      name: 'the-xlsx-reader-has-one-door',
      severity: 'error',
      from: { pathNot: '^(?:spreadsheet/xlsx|test)/' },
      to: { path: '^spreadsheet/xlsx/', pathNot: '^spreadsheet/xlsx/open-xlsx\\.ts$' },
    },
    {
      name: 'pure-rooms-have-no-node',
      comment: 'Clock, network, disk and DuckDB come in as a parameter (docs/architecture.md).',
      severity: 'error',
      from: { path: '^(?:nhs|organisations|datasets|workflows)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { pathNot: '^(?:test|bench|sample)/' },
      to: { path: '^(?:test|bench|sample)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(?:node_modules|data|bootstrap|tools)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  },
};
