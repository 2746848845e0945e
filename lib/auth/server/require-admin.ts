import "server-only";
import { notFound } from "next/navigation";
import { logPageRefusal } from "./log-page-refusal";
import { requireViewer, type Viewer } from "./viewer";

/** Redirects a visitor to the sign-in page, which leads back to `returnTo`; renders "not found" for others. */
export async function requireAdmin(returnTo: string): Promise<Viewer> {
  const viewer = await requireViewer(returnTo);
  if (!viewer.isAdmin) {
    await logPageRefusal(viewer, "not_allowed", `GET ${returnTo}`);
    notFound();
  }
  return viewer;
}
