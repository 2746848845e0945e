import { requireViewer } from "@/lib/auth/server/viewer";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function AllStoresLayout({ children }: LayoutProps<"/partner/all">) {
  await requireViewer("/partner/all");
  return children;
}
