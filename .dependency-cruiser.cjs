// Layers in order; a layer may import those on earlier rows only, never one on its own row.
const layers = [
  ['packages/core'],
  ['packages/rawdata'],
  ['packages/dsa-hist'],
  ['packages/dm'],
  ['packages/domains'],
  ['packages/delivery', 'packages/dap', 'packages/sample'],
  ['pipelines'],
]

const anyOf = (folders) => `^(${folders.join('|')})/`

// What tests of several layers need knows the core only.
const sharedByTests = '^test/mortality/'

const layerRules = layers.flatMap((row, level) =>
  row.map((layer) => {
    const peersAndLater = layers
      .slice(level)
      .flat()
      .filter((other) => other !== layer)
    return {
      name: `layer-${layer.replace('packages/', '')}`,
      comment: 'Imports run one way: core, rawdata, dsa-hist, dm, domains, delivery/dap/sample, pipelines.',
      severity: 'error',
      from: { path: anyOf([layer]) },
      to: { path: anyOf([...peersAndLater, 'test', 'examples']), pathNot: sharedByTests },
    }
  }),
)

const entries = '^(packages/[^/]+|pipelines)/src/index\\.ts$|^packages/domains/src/[^/]+/index\\.ts$'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'no-circular',
      comment: 'A cycle hides what depends on what.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'only-by-entry',
      comment: 'Another package is reached by its entry, never by a file inside it.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|pipelines)/' },
      to: { path: '^(packages/[^/]+|pipelines)/', pathNot: ['^$1/', entries] },
    },
    {
      name: 'by-name-not-by-path',
      comment: 'Another package is named (@flis/core), so that its package.json lists it as a dependency.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|pipelines)/' },
      to: { path: '^(packages/[^/]+|pipelines)/', pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-tests-in-source',
      comment: 'Source does not use tests or tools of the build.',
      severity: 'error',
      from: { path: '^(packages/[^/]+|pipelines)/src/' },
      to: { path: '(^|/)test/|\\.test\\.ts$', pathNot: 'node_modules' },
    },
    {
      name: 'no-undeclared-package',
      comment: "An import that the package's own package.json does not list as a dependency.",
      severity: 'error',
      from: { path: '^(packages/[^/]+|pipelines)/src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.test.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['flis-source', 'import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
