import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const projectSchema = z.object({ name: z.string(), version: z.string() });
const componentSchema = z.looseObject({
  "bom-ref": z.string(),
  name: z.string(),
  version: z.string(),
  properties: z.array(z.object({ name: z.string(), value: z.string() })),
});
export const billSchema = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  metadata: z.looseObject({ component: componentSchema }),
  components: z.array(componentSchema),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
export type Bill = z.infer<typeof billSchema>;

const isForDevelopment = ({ properties }: z.infer<typeof componentSchema>) =>
  properties.some(({ name, value }) => name === "cdx:npm:package:development" && value === "true");

function askNpm(): Bill {
  const flags = ["--package-lock-only", "--sbom-format", "cyclonedx", "--sbom-type", "application"];
  const text = execFileSync("npm", ["sbom", "--include", "dev", ...flags], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  return billSchema.parse(JSON.parse(text));
}

/**
 * Lists the production dependencies of the lock file in the format CycloneDX. Those for other platforms are among them:
 * with the same npm, one lock file gives one list on each machine. Throws when npm finds a package missing.
 */
export function listPackages(): Bill {
  const { serialNumber: _, metadata: given, ...bill } = askNpm();
  const { timestamp: __, ...metadata } = given;
  const { name, version } = projectSchema.parse(JSON.parse(readFileSync("package.json", "utf8")));
  // `--omit dev` would also omit packages of the product that a tool needs, too.
  const components = bill.components.filter((component) => !isForDevelopment(component));
  const product = metadata.component["bom-ref"];
  const kept = new Set([product, ...components.map((component) => component["bom-ref"])]);
  const dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((to) => kept.has(to)) }));
  // npm names the product after its folder.
  const component = { ...metadata.component, name, version };
  return { ...bill, metadata: { ...metadata, component }, components, dependencies };
}

/** Returns the path of the file. Makes the folder when there is none. */
export function writeBill(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "sbom.cdx.json");
  writeFileSync(file, `${JSON.stringify(listPackages(), null, 2)}\n`);
  return file;
}
