// The floors and edges of docs/ARCHITECTURE.md. An import goes to a lower floor or stays in its own room; domains meet
// only through each other's index.ts, along these edges.
const edges = {
  tenancy: [],
  localization: [],
  data: ['tenancy'],
  models: ['tenancy', 'data'],
  predictions: ['tenancy', 'data', 'models'],
  predictive: ['tenancy', 'data', 'models'],
  anomalies: ['tenancy', 'data', 'models'],
  insights: ['tenancy', 'data', 'models', 'predictions', 'anomalies'],
  overview: ['tenancy', 'data', 'models', 'predictions', 'predictive', 'anomalies', 'insights'],
  notifications: ['tenancy'],
  automation: ['tenancy'],
  performance: ['tenancy'],
};

const SRC = '^server/src/';
const notTests = '\\.test\\.ts$';

const domainRules = Object.entries(edges).flatMap(([domain, allowed]) => [
  {
    name: `edges-of-${domain}`,
    comment: `${domain} may import ${allowed.join(', ') || 'no other domain'}`,
    severity: 'error',
    from: { path: `${SRC}domains/${domain}/`, pathNot: notTests },
    to: { path: `${SRC}domains/`, pathNot: [domain, ...allowed].map((each) => `${SRC}domains/${each}/`) },
  },
  {
    name: `door-of-${domain}`,
    comment: `${domain} is entered through its index.ts`,
    severity: 'error',
    from: { path: `${SRC}(domains|app|suite|main)`, pathNot: `${SRC}domains/${domain}/` },
    to: { path: `${SRC}domains/${domain}/`, pathNot: `${SRC}domains/${domain}/index\\.ts$` },
  },
]);

const floor = (name, comment, from, to, pathNot) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: notTests },
  to: { path: to, ...(pathNot ? { pathNot } : {}) },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', comment: 'types included', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    floor(
      'numeric-is-the-ground',
      'numeric imports nothing of the product and no package',
      `${SRC}numeric/`,
      '.*',
      `${SRC}numeric/`,
    ),
    {
      name: 'door-of-numeric',
      comment: 'numeric is entered through its index.ts',
      severity: 'error',
      from: { path: `${SRC}(domains|app)`, pathNot: notTests },
      to: { path: `${SRC}numeric/`, pathNot: `${SRC}numeric/index\\.ts$` },
    },
    floor(
      'platform-is-below',
      'platform knows neither http nor domains',
      `${SRC}platform/`,
      `${SRC}(http|domains|app|main|suite|numeric)`,
    ),
    floor('http-knows-no-domain', 'http knows platform only', `${SRC}http/`, `${SRC}(domains|app|main|suite|numeric)`),
    floor(
      'domains-know-no-app',
      'nothing imports the composition root but the programs',
      `${SRC}domains/`,
      `${SRC}(app|main|suite|first-owner|doctor)\\.ts$`,
    ),
    floor(
      'services-know-no-fastify',
      'the rules know no HTTP framework',
      `${SRC}domains/.*\\.(service|repository)\\.ts$`,
      'node_modules/(@fastify|fastify)',
    ),
    floor(
      'services-know-no-sql',
      'SQL is in repositories',
      `${SRC}domains/.*\\.(service|routes|schema)\\.ts$`,
      'node_modules/(kysely|pg)/',
    ),
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '(\\.test\\.ts$|/test/|^scripts/|/bench/)' },
      to: { path: '(\\.test\\.ts$|^server/test/)' },
    },
    ...domainRules,
    {
      name: 'every-domain-has-its-edges',
      comment: 'a new domain states what it may import, here',
      severity: 'error',
      from: { path: `${SRC}domains/`, pathNot: Object.keys(edges).map((each) => `${SRC}domains/${each}/`) },
      to: {},
    },
    {
      name: 'console-features-stand-apart',
      comment: 'a feature imports app, ui, lib and api, not another feature',
      severity: 'error',
      from: { path: '^console/src/features/([^/]+)/' },
      to: { path: '^console/src/features/', pathNot: '^console/src/features/$1/' },
    },
    {
      name: 'console-floors',
      severity: 'error',
      from: { path: '^console/src/(ui|lib|api)/' },
      to: { path: '^console/src/(features|app)/' },
    },
    {
      name: 'console-knows-no-server',
      severity: 'error',
      from: { path: '^console/src' },
      to: { path: '^server/(?!src/platform/messages/catalogues/)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Texts are loaded by a plugin of the console's build.
    exclude: { path: '(\\.woff2?$|/dist/|^texts:)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'server/tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
