import { notFound } from "next/navigation";
import { getTenant } from "@/lib/stores/server/queries";

/** Above the skeleton: an unknown restaurant is answered as not found, status and all. */
export default async function RestaurantLayout({ params, children }: LayoutProps<"/[tenant]">) {
  if ((await getTenant((await params).tenant)) === null) notFound();
  return children;
}
