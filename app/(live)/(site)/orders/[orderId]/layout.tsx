import { readOwnOrder } from "./read-own-order";

/** Runs above the skeleton, so that an order the person may not see gets status 404. */
export default async function OrderLayout({ params, children }: LayoutProps<"/orders/[orderId]">) {
  await readOwnOrder((await params).orderId);
  return children;
}
