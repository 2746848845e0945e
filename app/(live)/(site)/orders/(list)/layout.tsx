import { requireViewer } from "@/lib/auth/server/viewer";

/** Runs above the skeleton, so that signed-out visitors are redirected before anything is sent. */
export default async function OrdersLayout({ children }: LayoutProps<"/orders">) {
  await requireViewer("/orders");
  return children;
}
