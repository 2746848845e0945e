import "server-only";
import { notFound } from "next/navigation";
import { logPageRefusal } from "@/lib/auth/server/log-page-refusal";
import { requireViewer, type Viewer } from "@/lib/auth/server/viewer";

/** Redirects a visitor to the sign-in page, which leads back to `returnTo`; renders "not found" for people who do not ride. */
export async function requireRider(returnTo: string): Promise<Viewer> {
  const viewer = await requireViewer(returnTo);
  if (viewer.riderFleet === null) {
    await logPageRefusal(viewer, "not_allowed", `GET ${returnTo}`);
    notFound();
  }
  return viewer;
}
