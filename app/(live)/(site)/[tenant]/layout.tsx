import { notFound } from "next/navigation";
import { isInSetup } from "@/lib/stores/model/schema";
import { getTenant } from "@/lib/stores/server/queries";

/** Runs above the skeleton, so that an unknown restaurant, or one in set-up, gets status 404. */
export default async function RestaurantLayout({ params, children }: LayoutProps<"/[tenant]">) {
  const store = await getTenant((await params).tenant);
  if (store === null || isInSetup(store)) notFound();
  return children;
}
