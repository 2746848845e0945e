/**
 * A page states for whom and by which build it was rendered, in two `meta` elements; its requests repeat both in headers
 * of the same names. The cookie may name another person by then, and the server may be another build.
 */
export const PAGE_USER = "x-page-user";
export const PAGE_BUILD = "x-page-build";
/** For whom the content of the last navigation was rendered: in each page, while PAGE_USER is in the layout above them. */
export const CONTENT_USER = "x-content-user";
/** The build of the server, in every JSON response. */
export const SERVER_BUILD = "x-build";

/** Stands for the user of a page that was rendered for a visitor. */
export const NOBODY = "nobody";

/** The person and the build that a page states with a server action. */
export interface PageStatement {
  user: string;
  build: string;
}
