/** Light or dark, when the person decided; otherwise the system does. A cookie, so that the server renders it right. */
export const THEME_COOKIE = "theme";

export type Theme = "light" | "dark";

export function parseTheme(value: string | undefined): Theme | undefined {
  return value === "light" || value === "dark" ? value : undefined;
}
