import "server-only";
import { notFound } from "next/navigation";
import { requireViewer, type Viewer } from "./viewer";

/**
 * Returns the admin who requests this page. Sends a visitor without a session to the sign-in page, which leads back to
 * `returnTo`; everybody else gets "not found".
 */
export async function requireAdmin(returnTo: string): Promise<Viewer> {
  const viewer = await requireViewer(returnTo);
  if (!viewer.isAdmin) notFound();
  return viewer;
}
