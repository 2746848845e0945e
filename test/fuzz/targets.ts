import { globSync, readFileSync } from "node:fs";

/** Everything that answers a request: route handlers with each of their methods, and pages. */

export interface Target {
  /** `POST /api/orders/[id]/actions` */
  readonly name: string;
  readonly method: string;
  /** `["api", "orders", "[id]", "actions"]` */
  readonly segments: readonly string[];
  readonly isPage: boolean;
}

const DECLARED = /^export (?:async )?(?:function|const) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm;
const RENAMED = /^export \{([^}]+)\}/gm;
const AS_METHOD = /\bas (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

function methodsIn(source: string): string[] {
  const declared = [...source.matchAll(DECLARED)].map(([, method]) => method ?? "");
  const renamed = [...source.matchAll(RENAMED)].flatMap(([, names = ""]) =>
    [...names.matchAll(AS_METHOD)].map(([, method]) => method ?? ""),
  );
  return [...declared, ...renamed];
}

/** https://nextjs.org/docs/app/building-your-application/routing/route-groups */
function segmentsOf(file: string): string[] {
  return file
    .split("/")
    .slice(1, -1)
    .filter((segment) => !segment.startsWith("("));
}

/** Throws for a file without a method. */
export function findRoutes(): Target[] {
  return globSync("app/**/route.ts").flatMap((file) => {
    const segments = segmentsOf(file);
    const methods = methodsIn(readFileSync(file, "utf8"));
    if (methods.length === 0) throw new Error(`${file} exports no method that the fuzz run can find`);
    return methods.map((method) => ({
      name: `${method} /${segments.join("/")}`,
      method,
      segments,
      isPage: false,
    }));
  });
}

export function findPages(): Target[] {
  return globSync("app/**/page.tsx").map((file) => {
    const segments = segmentsOf(file);
    return { name: `GET /${segments.join("/")}`, method: "GET", segments, isPage: true };
  });
}
