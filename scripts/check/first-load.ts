const TAG = /<(script|link)\b[^>]*>/g;

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`, "i").exec(tag);
  return found === null ? undefined : (found[1] ?? "");
}

/**
 * Returns the scripts that a browser fetches for a page before any interaction: executed and preloaded ones. Polyfills
 * for browsers without modules are left out, since current browsers do not fetch them.
 */
export function scriptsOf(html: string): string[] {
  const addresses = [...html.matchAll(TAG)].flatMap(([tag, kind]) => {
    if (attribute(tag, "nomodule") !== undefined) return [];
    const isPreload =
      kind === "link" &&
      (attribute(tag, "rel") === "modulepreload" ||
        (attribute(tag, "rel") === "preload" && attribute(tag, "as") === "script"));
    const address =
      kind === "script" ? attribute(tag, "src") : isPreload ? attribute(tag, "href") : undefined;
    return address === undefined ? [] : [address];
  });
  return [...new Set(addresses)];
}

/** Converts Next's name of a page to its route: `/(live)/(site)/orders/page` → `/orders`. */
export function routeOf(appPath: string): string {
  const segments = appPath.replace(/\/page$/, "").split("/");
  return `/${segments.filter((segment) => segment !== "" && !segment.startsWith("(")).join("/")}`;
}
