import { readOwnOrder } from "./read-own-order";

/** Above the skeleton: what may not be seen is answered as not found, status and all. */
export default async function OrderLayout({ params, children }: LayoutProps<"/orders/[orderId]">) {
  await readOwnOrder((await params).orderId);
  return children;
}
