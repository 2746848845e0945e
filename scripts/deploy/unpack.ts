import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { join, relative } from "node:path";
import * as z from "zod";
import { linkFile, linkTree } from "./link-tree";
import { type BuildConfig, buildConfigSchema } from "./routing/build-config";

const functionConfig = z.object({
  /** Fails the parse of an edge function, which cannot be hosted here. */
  launcherType: z.literal("Nodejs"),
  handler: z.string(),
  environment: z.record(z.string(), z.string()).default({}),
  /** From a path inside the function to the file's path in the project. */
  filePathMap: z.record(z.string(), z.string()).default({}),
  useWebApi: z.boolean().default(false),
  /** True when the function learns that its client has gone. */
  supportsCancellation: z.boolean().default(false),
});

export interface BuiltFunction extends Omit<z.infer<typeof functionConfig>, "launcherType" | "filePathMap"> {
  /** The first output that it serves; several share one function. */
  name: string;
  /** Holds exactly the files that the build lists for the function. */
  folder: string;
}

export interface StaticFile {
  file: string;
  contentType: string | undefined;
}

export interface Deployment {
  config: BuildConfig;
  functions: ReadonlyMap<string, BuiltFunction>;
  staticFiles: ReadonlyMap<string, StaticFile>;
}

function parseFile<T>(schema: z.ZodType<T>, file: string): T {
  return schema.parse(JSON.parse(readFileSync(file, "utf8")));
}

function foldersOfFunctions(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.endsWith(".func")) return [path];
    return entry.isDirectory() ? foldersOfFunctions(path) : [];
  });
}

function unpackFunction(name: string, from: string, source: string, folder: string): BuiltFunction {
  const {
    launcherType: _,
    filePathMap,
    ...config
  } = parseFile(functionConfig, join(from, ".vc-config.json"));
  linkTree(from, folder);
  for (const [inside, file] of Object.entries(filePathMap))
    linkFile(join(source, file), join(folder, inside));
  return { ...config, name, folder };
}

function unpackFunctions(source: string, into: string): Map<string, BuiltFunction> {
  const root = join(source, ".vercel/output/functions");
  const byFolder = new Map<string, BuiltFunction>();
  const functions = new Map<string, BuiltFunction>();
  for (const path of foldersOfFunctions(root)) {
    const output = `/${relative(root, path).replace(/\.func$/, "")}`;
    const real = realpathSync(path);
    const name = `/${relative(realpathSync(root), real).replace(/\.func$/, "")}`;
    const unpacked =
      byFolder.get(real) ?? unpackFunction(name, real, source, join(into, String(byFolder.size)));
    byFolder.set(real, unpacked);
    functions.set(output, unpacked);
  }
  return functions;
}

function listStaticFiles(source: string, overrides: BuildConfig["overrides"]): Map<string, StaticFile> {
  const root = join(source, ".vercel/output/static");
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = relative(root, file);
      const { path: other, contentType } = overrides[path] ?? {};
      return [`/${other ?? path}`, { file, contentType }];
    }),
  );
}

/** Gives each function a folder of its own, as the platform does. */
export function unpackBuild(source: string, into: string): Deployment {
  const config = parseFile(buildConfigSchema, join(source, ".vercel/output/config.json"));
  return {
    config,
    functions: unpackFunctions(source, into),
    staticFiles: listStaticFiles(source, config.overrides),
  };
}
