import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const sources = globSync("{app,components,hooks,lib}/**/*.{ts,tsx}")
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, "utf8") }));

const filesWith = (pattern: RegExp, within = /./) =>
  sources
    .filter(({ path, text }) => within.test(path) && pattern.test(text))
    .map(({ path }) => path)
    .sort();

const BROWSER = /^(components|hooks)\/|^app\/.*_components\/|\/client\/|^lib\/http\/page\//;

describe("a page stays open while someone else signs in or a new version is deployed, so", () => {
  test("the only server action is the one that useCommand can replace by a route", () => {
    expect(filesWith(/["']use server["']/)).toEqual(["lib/server/run-command.ts"]);
  });

  test("every request of a page states for whom it was rendered, in one place", () => {
    expect(filesWith(/\bfetch\(|XMLHttpRequest|sendBeacon/, BROWSER)).toEqual([
      // A file of the build, the same for everyone.
      "lib/geo/client/map-worker.ts",
      "lib/http/page/page-fetch.ts",
      // States it itself: fetch does not report how much of a photo has been sent.
      "lib/menu/client/upload-photo.ts",
      // Repeats a request of the stream, whose channels show whether it is this person's.
      "lib/realtime/client/stream/server-stream.ts",
    ]);
  });

  test("every live page states for whom its content is", () => {
    const pages = sources.filter(({ path }) => /^app\/\(live\)\/.*page\.tsx$/.test(path));
    expect(pages.length).toBeGreaterThanOrEqual(11);
    expect(pages.filter(({ text }) => !text.includes("<ContentUser />")).map(({ path }) => path)).toEqual([]);
  });

  // Signing in and asking for mail act for nobody yet, and the link of a mail for the person whom its signed token names.
  test("every posted form states it too, except those that sign in or are about mail", () => {
    const forms = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/<form\b[^>]*method="post"[\s\S]*?<\/form>/g)].map(([form]) => ({ path, form })),
    );
    expect(forms.length).toBeGreaterThanOrEqual(6);
    const silent = forms.filter(
      ({ form }) =>
        !/action=(?:"\/signin\/\w+"|"\/status\/subscribe"|\{`\/api\/(?:notifications\/unsubscribe\?|status\/))/.test(
          form,
        ) && !form.includes("{statement}"),
    );
    expect(silent).toEqual([]);
  });

  test("code that is fetched later can be missing without taking the page away", () => {
    const loaders = sources.flatMap(({ text }) =>
      [...text.matchAll(/\blazy\(([^(),]+)/g)].map(([, one = ""]) => one.trim()),
    );
    expect(loaders.length).toBeGreaterThanOrEqual(8);
    for (const loader of loaders)
      expect(
        sources.filter(({ text }) => loader === "later" || text.includes(`const ${loader} = later(`)),
        loader,
      ).not.toEqual([]);
    expect(filesWith(/next\/dynamic/)).toEqual([]);
  });
});
