import { requireViewer } from "@/lib/auth/server/viewer";

export default async function OrdersLayout({ children }: LayoutProps<"/orders">) {
  await requireViewer("/orders");
  return children;
}
