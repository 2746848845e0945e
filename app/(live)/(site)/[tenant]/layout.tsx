import { notFound } from "next/navigation";
import { findTenantId } from "@/lib/stores/server/queries";

/** Runs above the skeleton, so that an unknown restaurant gets status 404. */
export default async function RestaurantLayout({ params, children }: LayoutProps<"/[tenant]">) {
  if ((await findTenantId((await params).tenant)) === null) notFound();
  return children;
}
