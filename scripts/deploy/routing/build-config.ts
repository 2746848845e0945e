import * as z from "zod";

/**
 * `.vercel/output/config.json`: https://vercel.com/docs/build-output-api/configuration. A routing feature that is not
 * described here fails the parse, so that no route is followed wrongly without notice.
 */

/** Anchors at both ends, as the platform does. */
function compile(source: string): RegExp {
  const start = source.startsWith("^") ? "" : "^";
  const end = source.endsWith("$") ? "" : "$";
  return new RegExp(`${start}${source}${end}`, "i");
}

const condition = z.strictObject({
  type: z.enum(["header"]),
  key: z.string().toLowerCase(),
  value: z
    .string()
    .transform((value) => new RegExp(`^${value}$`))
    .optional(),
});

const transform = z.strictObject({
  type: z.literal("request.headers"),
  op: z.enum(["append", "set"]),
  target: z.strictObject({ key: z.string() }),
  args: z.string(),
});

const route = z.strictObject({
  src: z.string().transform(compile),
  dest: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  status: z.number().int().optional(),
  has: z.array(condition).default([]),
  missing: z.array(condition).default([]),
  transforms: z.array(transform).default([]),
  continue: z.boolean().default(false),
  /** Applies only where the destination exists, which the router assumes in every look-up phase. */
  check: z.boolean().default(false),
  important: z.boolean().default(false),
  override: z.boolean().optional(),
  middlewarePath: z.string().optional(),
  middlewareRawSrc: z.array(z.string()).optional(),
});

const phase = z.strictObject({
  handle: z.enum(["filesystem", "resource", "miss", "rewrite", "hit", "error"]),
});

export type Route = z.infer<typeof route>;
type Phase = z.infer<typeof phase>["handle"] | "start";
export type Routes = Record<Phase, Route[]>;

function splitByPhase(entries: (Route | z.infer<typeof phase>)[]): Routes {
  const routes: Routes = {
    start: [],
    filesystem: [],
    resource: [],
    miss: [],
    rewrite: [],
    hit: [],
    error: [],
  };
  let current: Phase = "start";
  for (const entry of entries) {
    if ("handle" in entry) current = entry.handle;
    else routes[current].push(entry);
  }
  return routes;
}

export const buildConfigSchema = z.object({
  version: z.literal(3),
  routes: z.array(z.union([phase, route])).transform(splitByPhase),
  /** Other path and content type, by the file's path under `static`. */
  overrides: z
    .record(z.string(), z.object({ path: z.string().optional(), contentType: z.string().optional() }))
    .default({}),
  crons: z.array(z.object({ path: z.string(), schedule: z.string() })).default([]),
});

export type BuildConfig = z.infer<typeof buildConfigSchema>;
