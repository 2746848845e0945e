/**
 * Imports run one way: app → components → hooks → lib, and inside lib: composition → domains → commands, jobs, reactions →
 * auth → realtime, limits → db → text, env. `scripts/` and the tests stand outside and may import anything.
 */

/** Folders of lib that know no domain; every other folder of lib is a domain. */
const MACHINERY = "auth|commands|db|demo|http|jobs|limits|photos|reactions|realtime|server|text";
/** Files that put the layers together. Layers never import them. */
const COMPOSITION =
  "^lib/(channels|commands|events|jobs|reactions)\\.ts$|^lib/server/(drain|metrics|owner-socket|read-live|shutdown|start|upkeep)\\.ts$";
/** Parts of another domain that may be imported: its model, its queries and its commands; of the platform also its audit log, its news for admins, its switches and the words by which orders are found. */
const DOORS =
  "^lib/[^/]+/(model/.+|server/(queries|commands|audit|publish-news|switches|orders/index-orders|place-paid))\\.ts$";
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
      "layers-know-no-composition",
      "^lib/(?!server/)[^/]+/",
      COMPOSITION,
      "Composition lists what the domains declare; a domain that imports it closes a circle.",
    ),
    {
      name: "domain-through-its-door",
      severity: "error",
      comment: "A domain reaches another only through its doors.",
      from: { path: domain, pathNot: TESTS },
      to: { path: domain, pathNot: `^lib/$1/|${DOORS}` },
    },
    layer(
      "model-is-shared",
      "^lib/[^/]+/model/",
      "^lib/[^/]+/(server|client|sign-in|credentials)/|^lib/db/",
      "A model runs in the browser and on the server: shapes and pure rules.",
    ),
    layer("auth-below-domains", "^lib/auth/", `^lib/jobs/|${domain}`, "domains → auth."),
    layer(
      "commands-know-no-domain",
      "^lib/commands/",
      domain,
      "A command's domain declares it; the mechanism knows none.",
    ),
    layer("jobs-know-no-domain", "^lib/jobs/", `^lib/(auth|demo)/|${domain}`, "domains → jobs."),
    layer(
      "reactions-know-no-domain",
      "^lib/reactions/",
      `^lib/(auth|demo)/|${domain}`,
      "domains → reactions.",
    ),
    layer(
      "realtime-knows-no-domain",
      "^lib/realtime/",
      `^lib/(auth|jobs|reactions|commands|demo)/|${domain}`,
      "It is handed the catalogue and the rule of who may read which channel.",
    ),
    layer(
      "demo-below-auth",
      "^lib/demo/",
      "^lib/(?!(?:db|demo|text)/)[^/]+/",
      "The demo's people are rows: demo → db.",
    ),
    layer("db-below-all", "^lib/db/", "^lib/(?!(?:db|text)/)[^/]+/", "db → text, env."),
    layer(
      "text-at-the-bottom",
      "^lib/text/",
      "^lib/(?!text/)[^/]+/",
      "Texts and formats depend on nothing of ours.",
    ),
    layer(
      "foundation-at-the-bottom",
      "^lib/(env\\.ts$|server/(logger|periodically|http-server)\\.ts$|limits/)",
      `^lib/(auth|jobs|reactions|realtime)/|${domain}|${COMPOSITION}`,
      "Serves every layer.",
    ),
    {
      name: "browser-knows-no-server",
      severity: "error",
      comment:
        "What runs in the browser shares models and pure rules with the server, and calls its commands.",
      from: { path: "^hooks/|^components/|^lib/[^/]+/client/", pathNot: `${TESTS}|^components/history/` },
      to: {
        path: "^lib/(db|server)/|^lib/[^/]+/server/",
        pathNot: "^lib/server/run-command\\.ts$",
      },
    },
  ],
  required: [
    {
      name: "server-modules-say-so",
      severity: "error",
      comment: 'Without `import "server-only"` a slip would carry the database into the browser\'s bundle.',
      module: { path: "^lib/([^/]+/server/(queries|commands)|db/(client|transaction)|env)\\.ts$" },
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
