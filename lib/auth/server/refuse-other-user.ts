import "server-only";
import { type Failure, failure } from "@/lib/commands/result";
import { stateText } from "@/lib/text/state-text";
import type { Viewer } from "./load-viewer";

/**
 * Refuses a request of a page that was rendered for another person: someone has signed in with this browser since then.
 * `stated` is whom the page states, null for a program, which acts for the person of its own cookie or token.
 */
export function refuseOtherUser(viewer: Viewer, stated: string | null): Failure<never> | null {
  return stated === null || stated === viewer.userId
    ? null
    : failure<never>("other_user", stateText("signed_out.refused", { name: viewer.name }));
}
