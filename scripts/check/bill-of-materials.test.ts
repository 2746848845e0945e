import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { billSchema, listPackages, writeBill } from "../bill-of-materials";

const projectSchema = z.object({
  name: z.string(),
  version: z.string(),
  scripts: z.record(z.string(), z.string()),
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string(), dev: z.boolean().optional() })),
});
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

const project = projectSchema.parse(readJson("package.json"));
const { packages } = lockSchema.parse(readJson("package-lock.json"));
const bill = listPackages();
const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
const versionOf = (name: string) => packages[`node_modules/${name}`]?.version;

describe("the bill of materials", () => {
  test("names every dependency of the product with its locked version", () => {
    const names = Object.keys(project.dependencies);
    expect(names).not.toEqual([]);
    for (const name of names) expect(listed).toContain(`${name}@${versionOf(name)}`);
  });

  test("names every package that these need, and nothing else", () => {
    const needed = Object.entries(packages)
      .filter(([place, { dev }]) => place !== "" && !dev)
      .map(([place, { version }]) => `${place.slice(place.lastIndexOf("node_modules/") + 13)}@${version}`);
    expect([...listed].sort()).toEqual([...new Set(needed)].sort());
  });

  test("says which package needs which, and names no other one", () => {
    const refs = new Set(bill.components.map((component) => component["bom-ref"]));
    const needed = bill.dependencies.find(({ ref }) => ref === bill.metadata.component["bom-ref"])?.dependsOn;
    for (const name of Object.keys(project.dependencies))
      expect(needed).toContain(`${name}@${versionOf(name)}`);
    for (const { dependsOn } of bill.dependencies) for (const ref of dependsOn) expect(refs).toContain(ref);
  });

  test("names no tool of development", () => {
    for (const name of ["vitest", "@biomejs/biome", "tsx", "knip"])
      expect(listed).not.toContain(`${name}@${versionOf(name)}`);
  });

  test("describes the product by its name and version, in whatever folder it was built", () => {
    expect(bill.metadata.component).toMatchObject({
      type: "application",
      name: project.name,
      version: project.version,
    });
  });

  test("has no time, no number of its own and no registry", () => {
    expect(JSON.stringify(bill)).not.toMatch(/"(timestamp|serialNumber|distribution)"/);
  });

  test("is a file beside the build, and the same each time", () => {
    const folder = mkdtempSync(join(tmpdir(), "platewire-bill-"));
    try {
      const file = writeBill(join(folder, "build"));
      expect(file).toBe(join(folder, "build/sbom.cdx.json"));
      expect(billSchema.parse(readJson(file))).toEqual(bill);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("belongs to every build for a deployment", () => {
    expect(project.scripts.postbuild).toBe("npm run sbom");
    expect(z.object({ buildCommand: z.string() }).parse(readJson("vercel.json")).buildCommand).toContain(
      "npm run build",
    );
  });
});
