import { currentViewer } from "@/lib/auth/server/viewer";
import { seeOther } from "../_form/form";

/** Leads people who have signed in to the place where they work. */
export async function GET(): Promise<Response> {
  const viewer = await currentViewer();
  if (viewer === null) return seeOther("/");
  if (viewer.riderFleet !== null) return seeOther("/rider");
  return seeOther(viewer.isAdmin || viewer.tenantIds.length > 0 ? "/partner" : "/");
}
