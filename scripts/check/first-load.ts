const TAG = /<(script|link)\b[^>]*>/g;

function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s/>])`, "i").exec(tag);
  return found === null ? undefined : (found[1] ?? "");
}

/** Returns executed and preloaded scripts. Leaves out `nomodule` polyfills, which current browsers do not fetch. */
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

/** Turns `/(live)/(site)/orders/page` into `/orders`. */
export function routeOf(appPath: string): string {
  const segments = appPath.replace(/\/page$/, "").split("/");
  return `/${segments.filter((segment) => segment !== "" && !segment.startsWith("(")).join("/")}`;
}
