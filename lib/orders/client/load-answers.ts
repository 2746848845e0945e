/** The page's first data comes from the server and needs no parser. */
export const loadAnswers = () => import("./answers");

/** Fetches the parser early: when it is needed, a deployment may have removed it. */
export function preloadAnswers(): void {
  loadAnswers().catch(() => undefined);
}
