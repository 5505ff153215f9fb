import { builtinModules } from 'node:module'

/**
 * The walls of the house: which file may import which. Each rule carries the sentence that a newcomer reads
 * when it stops them, and what to do instead. `node bin/check.mjs` runs them; server/test/walls shows that
 * each one holds.
 *
 * Rooms stand in a row; imports run leftwards, towards the platform. Downhill by call, uphill by event.
 */
const floors = [
  ['platform'],
  ['deadlines', 'audit'],
  ['identity', 'documents'],
  ['catalogue'],
  ['routing'],
  ['dossiers'],
  ['payments', 'delivery', 'tickets', 'ratings', 'feedback', 'exchange'],
  ['notifications', 'oversight', 'reports', 'insight'],
]

/** Folders beside the rooms that belong to whoever puts them together: no room may import them. */
const composition = ['commands', 'demo', 'simulator', 'takeover']

const either = (rooms) => `(${rooms.join('|')})`
/** Tests, and what only tests use (x.testing.ts beside them). */
const test = String.raw`\.test(ing)?\.tsx?$`
/** Packages that only reckon: they may be used where nothing is fetched, read or awaited. */
const pure = '^node_modules/(@lingui/message-utils|@lingui/core|typebox|@messageformat)/'

export default {
  forbidden: [
    {
      name: 'rules-import-rules-only',
      comment:
        "A rule reckons with what it is given: it may import rules (another room's straight from its rules/ folder), " +
        '#common, and of the platform what only reckons (refusal.ts, json-text.ts), nothing else. Let the verb in actions.ts fetch what it needs, and take the ' +
        'answer as an argument.',
      severity: 'error',
      from: { path: '^server/src/[^/]+/rules/', pathNot: test },
      to: {
        pathNot: [
          '^server/src/[^/]+/rules/',
          '^common/',
          String.raw`^server/src/platform/(refusal|json-text)\.ts$`,
        ],
      },
    },
    {
      name: 'rules-reach-no-io',
      comment:
        'A rule reaches the database, the network or the machine by way of another file. Follow the path shown ' +
        'and take what is needed as an argument instead.',
      severity: 'error',
      from: { path: '^server/src/[^/]+/rules/', pathNot: test },
      to: {
        reachable: true,
        path: [
          String.raw`^server/src/(?![^/]+/rules/|platform/(refusal|json-text)\.ts$)`,
          `^(node:)?${either(builtinModules)}$`,
          '^node_modules/',
        ],
        pathNot: pure,
      },
    },
    {
      name: 'a-room-is-entered-by-its-door',
      comment:
        "Another room's files are its own business: import what its index.ts offers, or ask for it to be offered " +
        'there. (Rules and tests may also enter rules/.)',
      severity: 'error',
      from: { path: '^server/src/([^/]+)/', pathNot: ['^server/src/[^/]+/rules/', test] },
      to: {
        path: '^server/src/[^/]+/',
        pathNot: ['^server/src/$1/', '^server/src/platform/', String.raw`^server/src/[^/]+/index\.ts$`],
      },
    },
    {
      name: 'the-composition-root-uses-the-doors',
      comment:
        'app.ts and main.ts put rooms together by their index.ts; what they need must be offered there.',
      severity: 'error',
      from: { path: String.raw`^server/src/[^/]+\.tsx?$`, pathNot: test },
      to: {
        path: '^server/src/[^/]+/',
        pathNot: ['^server/src/platform/', String.raw`^server/src/[^/]+/index\.ts$`],
      },
    },
    {
      name: 'tests-enter-by-the-door-or-the-rules',
      comment:
        "A test may look at another room's door and its rules, not behind them: that is for the room's own tests.",
      severity: 'error',
      from: { path: `^server/src/([^/]+)/.*${test}` },
      to: {
        path: '^server/src/[^/]+/',
        pathNot: [
          '^server/src/$1/',
          '^server/src/platform/',
          String.raw`^server/src/[^/]+/index\.ts$`,
          '^server/src/[^/]+/rules/',
        ],
      },
    },
    {
      name: 'platform-knows-no-room',
      comment: 'The platform knows no domain word. What it needs from a room it is handed in app.ts.',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: test },
      to: { path: ['^server/src/(?!platform/)', '^web/'] },
    },
    ...floors.slice(1).map((rooms, below) => ({
      name: `imports-run-leftwards-from-${rooms[0]}`,
      comment:
        `${rooms.join(', ')} may import only what stands to the left: ${floors
          .slice(0, below + 1)
          .flat()
          .join(', ')}. ` +
        'What happens further right hears of it by an event: write a job in the same commit and subscribe there.',
      severity: 'error',
      from: { path: `^server/src/${either(rooms)}/`, pathNot: test },
      to: {
        path: '^server/src/[^/]+/',
        pathNot: ['^server/src/$1/', `^server/src/${either(floors.slice(0, below + 1).flat())}/`],
      },
    })),
    {
      name: 'every-room-has-its-place',
      comment:
        'This room does not stand in the row yet. Give it a place in the list at the top of .dependency-cruiser.mjs.',
      severity: 'error',
      from: { path: `^server/src/(?!${either([...floors.flat(), ...composition])}/)[^/]+/` },
      to: {},
    },
    {
      name: 'web-imports-nothing-of-the-server',
      comment:
        'What the web imports is sent to everyone. It may use #common and the generated types in web/api; the ' +
        'server answers with allowedActions and dueAt, and the screen draws what it is given.',
      severity: 'error',
      from: { path: '^web/', pathNot: test },
      to: { path: '^(server|bench|prove|bin)/' },
    },
    {
      name: 'only-the-composition-root-knows-the-portal',
      comment:
        'Rooms do not know their screens. The portal is mounted in app.ts, which hands it the verbs it calls.',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: [String.raw`^server/src/(app|main|portal|portal-receipt)\.tsx?$`, test],
      },
      to: { path: '^web/' },
    },
    {
      name: 'common-imports-common-only',
      comment:
        'common/ runs in every browser and on the server alike: it may import only itself and packages that only reckon.',
      severity: 'error',
      from: { path: '^common/', pathNot: test },
      to: { pathNot: ['^common/', pure] },
    },
    {
      name: 'no-circles',
      comment:
        'These files need each other, so neither can be understood or moved alone. Draw out what both use, or turn one direction into an argument.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'the-product-knows-no-tests',
      comment:
        'Code that runs in an office may not lean on test code. Move what is needed to where it belongs.',
      severity: 'error',
      from: { path: '^(server/src|common|web)/', pathNot: test },
      to: { path: ['^server/test/', test] },
    },
    {
      name: 'every-file-is-used',
      comment:
        'Nothing that runs imports this file: no file, or only tests. Remove it, or import it where it is needed.',
      severity: 'error',
      from: { pathNot: [test, '^server/test/'] },
      module: {
        path: String.raw`^(server/src|common|web)/.*\.tsx?$`,
        pathNot: [
          test,
          String.raw`\.d\.ts$`,
          String.raw`^server/src/(main|app)\.tsx?$`,
          String.raw`^web/[^/]+/(main|index|islands/[^/]+)\.tsx?$`,
        ],
        numberOfDependentsLessThan: 1,
      },
    },
    {
      name: 'what-is-imported-is-there',
      comment: 'This import leads nowhere. Write the ending (.ts, .tsx), or add the package to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'the-product-uses-no-development-packages',
      comment:
        'This package is installed for development only; an office that runs the product will not have it. Move it to ' +
        '"dependencies"; or, for a command that only developers run, load it there with await import().',
      severity: 'error',
      from: { path: '^(server/src|common|web)/', pathNot: [test, '^web/desk/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], dynamic: false },
    },
  ],
  options: {
    // Types count: a rule that only names the store's type has still learned that there is a store.
    tsPreCompilationDeps: true,
    // node_modules may be a link to another checkout's.
    preserveSymlinks: true,
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: ['^dist/'] },
    moduleSystems: ['es6', 'cjs'],
    combinedDependencies: false,
    // Reads the "#…" map of package.json; the endings are written in the imports themselves.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      importsFields: ['imports'],
      conditionNames: ['import', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.d.ts', '.json'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
