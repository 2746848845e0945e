import { requireViewer } from "@/lib/auth/server/viewer";

/** Above the skeleton: who has to sign in is sent there before anything is. */
export default async function OrdersLayout({ children }: LayoutProps<"/orders">) {
  await requireViewer("/orders");
  return children;
}
