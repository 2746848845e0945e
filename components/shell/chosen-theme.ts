import { parseTheme, THEME_COOKIE, type Theme } from "./theme";

/** `<html data-theme>` holds the choice for this page, the cookie for the next page. */
const listeners = new Set<() => void>();
const A_YEAR = 31_536_000;

export function chosenTheme(): Theme | undefined {
  return parseTheme(document.documentElement.dataset.theme);
}

export function chooseTheme(theme: Theme | undefined) {
  if (theme === undefined) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that we serve
  document.cookie = `${THEME_COOKIE}=${theme ?? ""}; Path=/; SameSite=Lax; Max-Age=${theme === undefined ? 0 : A_YEAR}`;
  for (const listener of listeners) listener();
}

export function watchTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
