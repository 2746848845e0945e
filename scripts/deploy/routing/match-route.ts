import type { Route } from "./build-config";

export interface RoutedRequest {
  /** Percent-encoded, as it was sent. */
  path: string;
  query: URLSearchParams;
  headers: Headers;
}

/** Captures by number and by name, for `$1` and `$name`. */
export type Captures = Record<string, string>;

function capturesOf(match: RegExpExecArray | null): Captures | null {
  if (match === null) return null;
  const numbered = match.map((text, index) => [String(index), text ?? ""]);
  const named = Object.entries(match.groups ?? {}).map(([name, text]) => [name, text ?? ""]);
  return Object.fromEntries([...numbered, ...named]);
}

function matchCondition({ key, value }: Route["has"][number], headers: Headers): Captures | null {
  const sent = headers.get(key);
  if (sent === null) return null;
  return value === undefined ? {} : capturesOf(value.exec(sent));
}

export function matchRoute(route: Route, { path, headers }: RoutedRequest): Captures | null {
  const fromPath = capturesOf(route.src.exec(path));
  if (fromPath === null) return null;
  if (route.missing.some((condition) => matchCondition(condition, headers) !== null)) return null;
  const all = [fromPath];
  for (const condition of route.has) {
    const captured = matchCondition(condition, headers);
    if (captured === null) return null;
    all.push(captured);
  }
  return Object.assign({}, ...all.reverse());
}

/** Replaces an unknown name by nothing. */
export function substitute(template: string, captures: Captures): string {
  return template.replace(/\$(\w+)/g, (_, name: string) => captures[name] ?? "");
}
