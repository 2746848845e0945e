import { internalPath } from "@/lib/auth/model/internal-path";

/** Returns the address that a notification opens outside our pages: never another site's, whatever was stored. */
export function ownAddress(actionUrl: string | null, origin: string): string {
  return new URL(internalPath(actionUrl), origin).href;
}
