import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import * as z from "zod";
import { type AppServer, startApp } from "../test/support/app-server";
import { signInAs } from "../test/support/sign-in";
import { routeOf, scriptsOf } from "./check/first-load";
import { endInOrder } from "./end-in-order";

/** Measures the first-load JavaScript (gzip). Needs `npm run build`. */

const CUSTOMER = "lena@demo.test";
const STAFF = "ana@demo.test";

const PAGES = [
  { route: "/signin", path: "/signin" },
  { route: "/", path: "/", as: CUSTOMER },
  { route: "/[tenant]", path: "/sushi-bar", as: CUSTOMER },
  { route: "/[tenant]/checkout", path: "/sushi-bar/checkout", as: CUSTOMER },
  { route: "/orders", path: "/orders", as: CUSTOMER, limit: 180_000 },
  { route: "/settings", path: "/settings", as: CUSTOMER },
  { route: "/partner", path: "/partner", as: STAFF },
  { route: "/partner/[tenant]", path: "/partner/sushi-bar", as: STAFF, limit: 180_000 },
  { route: "/partner/[tenant]/history", path: "/partner/sushi-bar/history", as: STAFF },
];

const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

async function measure(app: AppServer, path: string, cookie: string): Promise<number> {
  const answer = await fetch(`${app.url}${path}`, { headers: { Cookie: cookie } });
  const landed = new URL(answer.url).pathname;
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  const scripts = scriptsOf(await answer.text());
  if (scripts.length === 0) throw new Error(`${landed} links no script: is this the application?`);
  const sizes = await Promise.all(
    scripts.map(async (script) => {
      const file = await fetch(new URL(script, app.url));
      if (!file.ok) throw new Error(`${script} answered ${file.status}.`);
      return gzipSync(Buffer.from(await file.arrayBuffer())).length;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function unmeasured(): string[] {
  const manifest = join(process.env.NEXT_DIST_DIR ?? ".next", "server/app-paths-manifest.json");
  const built = Object.keys(
    z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(manifest, "utf8"))),
  );
  const measured = new Set(PAGES.map((page) => page.route));
  return built
    .filter((name) => name.endsWith("/page"))
    .map(routeOf)
    .filter((route) => !measured.has(route));
}

endInOrder();
const app = await startApp();
try {
  const cookies = new Map<string, string>();
  for (const email of [CUSTOMER, STAFF]) cookies.set(email, await signInAs(app.url, email));
  for (const page of PAGES) {
    const size = await measure(app, page.path, cookies.get(page.as ?? "") ?? "");
    const isOver = page.limit !== undefined && size > page.limit;
    const limit =
      page.limit === undefined ? "" : `  of at most ${kilobytes(page.limit)}${isOver ? "  ✗ too much" : ""}`;
    console.log(`${kilobytes(size).padStart(9)}  ${page.route}${limit}`);
    if (isOver) process.exitCode = 1;
  }
  console.log(`Not measured: ${unmeasured().join(", ")}`);
} finally {
  await app.dispose();
}
