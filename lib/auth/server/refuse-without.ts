import "server-only";
import { hasRight, STORE_RIGHTS, type StoreRight } from "@/lib/auth/model/store-rights";
import { noteStoreRight } from "@/lib/commands/admin-acts";
import { type Failure, failure } from "@/lib/commands/result";
import { errorText } from "@/lib/text/error-text";
import type { Viewer } from "./viewer";

/**
 * Checks a right in a store, and has an admin recorded who has it only as one. Stores are public, so a person without a right in one is told so instead of
 * "not found".
 */
export function refuseWithout(right: StoreRight, viewer: Viewer, tenantId: string): Failure<never> | null {
  if (hasRight(viewer, tenantId, right)) {
    noteStoreRight(viewer, tenantId, right);
    return null;
  }
  return failure<never>("forbidden", errorText(`${STORE_RIGHTS[right]}_only`));
}
