import "server-only";
import { isStaffOf } from "@/lib/auth/model/staff";
import { viewerOfRequest } from "@/lib/auth/server/viewer";
import { isInSetup, type Tenant } from "@/lib/stores/model/schema";
import { getTenant } from "./queries";

/** A store in set-up exists for its own people alone, also where everybody may read about open ones. */
export async function isVisible(request: Request, store: Tenant): Promise<boolean> {
  if (!isInSetup(store)) return true;
  const viewer = await viewerOfRequest(request);
  return viewer !== null && isStaffOf(viewer, store.id);
}

/** Accepts any text of a URL. Null: there is no such store, as far as this request may know. */
export async function findVisibleStore(request: Request, slug: string): Promise<Tenant | null> {
  const store = await getTenant(slug);
  return store !== null && (await isVisible(request, store)) ? store : null;
}
