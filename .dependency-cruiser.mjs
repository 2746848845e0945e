/**
 * Imports run one way: app → components → hooks → lib, and inside lib: composition → domains → auth, jobs →
 * realtime → db. `scripts/` and the tests stand outside and may import anything.
 */

/** Folders of lib that know no domain; every other folder of lib is one. */
const MACHINERY = "auth|jobs|realtime|db|demo";
/** Files that put the layers together: the catalogue of events, who may read what, the start. Layers never see them. */
const COMPOSITION =
  "^lib/(channels|events|health|http|metrics|owner-socket|scheduled|shutdown|start|stream-position|page-stream|upkeep)\\.ts$";
/** What another domain may see: what can be asked and done, the shapes and terms, the rules, and what a dish costs. */
const DOORS = "^lib/[^/]+/(queries|commands|schema|terms|lifecycle|pricing)\\.ts$";
const TESTS = "\\.test\\.tsx?$";
const domain = `^lib/(?!(?:${MACHINERY})/)([^/]+)/`;

const layer = (name, from, to, comment) => ({
  name,
  severity: "error",
  comment,
  from: { path: from, pathNot: TESTS },
  to: { path: to },
});

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that need each other are one idea, or hide a third.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-tests-in-the-product",
      severity: "error",
      comment: "Scripts, test set-up and tests are never part of the application.",
      from: {
        path: "^(app|components|hooks|lib|i18n|[^/]+\\.ts$)",
        pathNot: `${TESTS}|^[^/]+\\.config\\.ts$`,
      },
      to: { path: `^(scripts|test|e2e|bench)/|${TESTS}` },
    },
    layer(
      "nobody-imports-app",
      "^(components|hooks|lib|i18n)/|^[^/]+\\.ts$",
      "^app/",
      "Routes compose; nothing depends on them.",
    ),
    layer("hooks-below-components", "^(hooks|lib|i18n)/", "^components/", "components → hooks → lib."),
    layer("lib-below-hooks", "^(lib|i18n)/", "^hooks/", "hooks → lib."),
    layer(
      "domains-know-no-composition",
      "^lib/[^/]+/",
      COMPOSITION,
      "The catalogue is composed from what the domains declare; a domain that imports it closes a circle.",
    ),
    {
      name: "domain-through-its-door",
      severity: "error",
      comment: "A domain reaches another only through its doors.",
      from: { path: domain, pathNot: TESTS },
      to: { path: domain, pathNot: `^lib/$1/|${DOORS}` },
    },
    layer("auth-below-domains", "^lib/auth/", domain, "domains → auth."),
    layer("jobs-below-auth", "^lib/jobs/", `^lib/(auth|demo)/|${domain}`, "domains → jobs."),
    layer(
      "realtime-knows-no-domain",
      "^lib/realtime/",
      `^lib/(auth|jobs|demo)/|${domain}`,
      "It is handed the catalogue and the rule of who may read which channel.",
    ),
    layer(
      "demo-below-auth",
      "^lib/demo/",
      "^lib/(?!(?:db|demo)/)[^/]+/",
      "The demo's people are rows: demo → db.",
    ),
    layer("db-below-all", "^lib/db/", "^lib/(?!db/)[^/]+/", "db → env."),
    {
      name: "foundation-at-the-bottom",
      severity: "error",
      comment:
        "A file directly in lib serves every layer; one that puts layers together is named as composition above.",
      from: { path: "^lib/[^/]+\\.ts$", pathNot: `${COMPOSITION}|${TESTS}` },
      to: { path: `^lib/(?!(?:db|demo)/)[^/]+/|${COMPOSITION}` },
    },
    {
      name: "client-parts-know-no-database",
      severity: "error",
      comment: "Hooks run in the browser: they share a domain's schemas and pure rules, never its storage.",
      from: { path: "^hooks/", pathNot: TESTS },
      to: { path: "^lib/db/|^lib/[^/]+/(queries|commands)\\.ts$" },
    },
  ],
  required: [
    {
      name: "server-modules-say-so",
      severity: "error",
      comment: 'Without `import "server-only"` a slip would carry the database into the browser\'s bundle.',
      module: { path: "^lib/([^/]+/)?(queries|commands|client|transaction|env)\\.ts$" },
      to: { path: "node_modules/server-only/" },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API to parse with; swc reads the same syntax, types included.
    parser: "swc",
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["react-server", "import", "node", "default"],
    },
  },
};
