/** The page that leads a person to the place where they work. */
const HOME = "/home";

/** Returns where a person goes after signing in: back where they came from, or, from the start page, where they work. */
export function afterSignIn(callbackUrl: string): string {
  return callbackUrl === "/" ? HOME : callbackUrl;
}
