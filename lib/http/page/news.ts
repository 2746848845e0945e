/** What a page learns about itself from an answer. The words of those that need a reload are in the catalogue, under `common.page`. */
export type PageNews =
  /** The server is another build; presses still work, through routes. */
  | "new_version"
  /** The server is another build, and a press does not work any more. */
  | "stale_page"
  /** The cookie names another person than the one for whom the page was rendered. */
  | "other_user"
  /** The cookie names nobody. The next press may find a new one, so this is not remembered. */
  | "unauthenticated";

type Listener = (news: PageNews) => void;

const known = new Set<PageNews>();
const listeners = new Set<Listener>();

export function reportPageNews(news: PageNews): void {
  if (news !== "unauthenticated") known.add(news);
  for (const listener of listeners) listener(news);
}

/** Calls `listener` at once with what was reported before and holds until the page is loaded again. Returns the function that ends it. */
export function onPageNews(listener: Listener): () => void {
  listeners.add(listener);
  for (const news of known) listener(news);
  return () => void listeners.delete(listener);
}
