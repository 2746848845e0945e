import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import * as z from "zod";

const strings = z.record(z.string(), z.string()).default({});
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      integrity: z.string().optional(),
      inBundle: z.boolean().optional(),
      os: z.array(z.string()).optional(),
      cpu: z.array(z.string()).optional(),
      dependencies: strings,
      devDependencies: strings,
      optionalDependencies: strings,
      peerDependencies: strings,
      peerDependenciesMeta: z.record(z.string(), z.object({ optional: z.boolean().optional() })).default({}),
    }),
  ),
});
type Packages = z.infer<typeof lockSchema>["packages"];

const { packages } = lockSchema.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));

/** Returns the place at which Node finds `name` from the package at `from`, "" being the project. */
function placeOf(all: Packages, from: string, name: string): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    const place = `${folder}${folder === "" ? "" : "/"}node_modules/${name}`;
    if (place in all) return place;
    if (folder === "") return undefined;
  }
}

/** Knows the ranges that packages give their optional dependencies. Throws on other ones. */
function isInRange(version: string, range: string): boolean {
  const [, sign, lowest = ""] = /^([\^~]?)(\d+\.\d+\.\d+(?:-[\w.]+)?)$/.exec(range) ?? [];
  if (sign === undefined) throw new Error(`This test cannot read the range ${range}.`);
  if (sign === "") return version === lowest;
  const isSame = (digits: number) =>
    version.split(".").slice(0, digits).join() === lowest.split(".").slice(0, digits).join();
  const isEnough = version.localeCompare(lowest, "en", { numeric: true }) >= 0;
  const fixed = sign === "~" ? 2 : Math.min(3, lowest.split(".").findIndex((part) => part !== "0") + 1);
  return isEnough && isSame(fixed);
}

/**
 * Lists what `npm install` would add to the lock file, and `npm ci` would therefore leave out without a word when it is
 * optional. npm does not install optional peers.
 */
function findMissing(all: Packages): string[] {
  return Object.entries(all).flatMap(([from, one]) => {
    const peers = Object.keys(one.peerDependencies).filter(
      (name) => one.peerDependenciesMeta[name]?.optional !== true,
    );
    const optional = Object.entries(one.optionalDependencies);
    const wrong = optional.filter(([name, range]) => {
      const place = placeOf(all, from, name);
      return place !== undefined && !isInRange(all[place]?.version ?? "", range);
    });
    const needed = { ...one.dependencies, ...one.devDependencies, ...one.optionalDependencies };
    const absent = [...Object.keys(needed), ...peers].filter(
      (name) => placeOf(all, from, name) === undefined,
    );
    return [...absent, ...wrong.map(([name, range]) => `${name}@${range}`)].map(
      (name) => `${from || "package.json"} needs ${name}`,
    );
  });
}

/** Lists the packages that have binaries for several systems, with the places of these binaries. */
function findBinaries(all: Packages): [string, string[]][] {
  return Object.entries(all).flatMap(([from, { optionalDependencies }]): [string, string[]][] => {
    const places = Object.keys(optionalDependencies).flatMap((name) => placeOf(all, from, name) ?? []);
    const systems = new Set(places.flatMap((place) => all[place]?.os ?? []));
    return systems.size > 1 ? [[from, places]] : [];
  });
}

describe("package-lock.json", () => {
  test("has an entry for every package that a locked package needs, whatever the platform", () => {
    expect(findMissing(packages)).toEqual([]);
  });

  test.each([
    ["darwin", "arm64"],
    ["darwin", "x64"],
    ["linux", "arm64"],
    ["linux", "x64"],
    ["win32", "x64"],
  ])("has the binaries of each package for %s on %s", (os, cpu) => {
    const without = findBinaries(packages).filter(
      ([, places]) =>
        !places.some((place) => packages[place]?.os?.includes(os) && packages[place]?.cpu?.includes(cpu)),
    );
    expect(without).toEqual([]);
  });

  test("pins each package by its hash, and names no registry", () => {
    // The hash of a package covers those that it bundles.
    const loose = Object.entries(packages).filter(
      ([place, { version, integrity, inBundle }]) => place !== "" && !inBundle && !(version && integrity),
    );
    expect(loose).toEqual([]);
    expect(readFileSync("package-lock.json", "utf8")).not.toContain('"resolved"');
  });
});

describe("the check of the lock file", () => {
  const binaries = findBinaries(packages).flatMap(([, places]) => places);

  test("knows the packages with binaries", () => {
    expect(findBinaries(packages).map(([from]) => from)).toEqual(
      expect.arrayContaining(["node_modules/next", "node_modules/sharp", "node_modules/lightningcss"]),
    );
  });

  test("fails for each binary that is left out", () => {
    for (const place of binaries) {
      const { [place]: _, ...rest } = packages;
      const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
      // Another package may have it in another version at the top.
      expect(findMissing(rest).join("\n"), place).toContain(`needs ${name}`);
    }
  });

  test("fails for a binary of another version", () => {
    const place = "node_modules/@next/swc-darwin-arm64";
    const others = {
      ...packages,
      [place]: { ...z.object({}).loose().parse(packages[place]), version: "1.0.0" },
    };
    expect(findMissing(lockSchema.parse({ packages: others }).packages)).toHaveLength(1);
  });

  test.each([
    ["1.2.3", "1.2.3", true],
    ["1.2.4", "1.2.3", false],
    ["1.10.0", "^1.9.1", true],
    ["2.0.0", "^1.9.1", false],
    ["0.3.0", "^0.2.1", false],
    ["0.2.10", "^0.2.9", true],
    ["1.2.10", "~1.2.9", true],
    ["1.3.0", "~1.2.9", false],
    ["1.2.8", "~1.2.9", false],
  ])("finds that %s in %s is %s", (version, range, isIn) => {
    expect(isInRange(version, range)).toBe(isIn);
  });
});
