import { notFound } from "next/navigation";
import { getTenant } from "@/lib/menu/server/queries";

/** Runs above the skeleton, so that an unknown restaurant gets status 404. */
export default async function RestaurantLayout({ params, children }: LayoutProps<"/[tenant]">) {
  if ((await getTenant((await params).tenant)) === null) notFound();
  return children;
}
