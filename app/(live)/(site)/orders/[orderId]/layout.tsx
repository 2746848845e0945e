import { readOwnOrder } from "./read-own-order";

export default async function OrderLayout({ params, children }: LayoutProps<"/orders/[orderId]">) {
  await readOwnOrder((await params).orderId);
  return children;
}
