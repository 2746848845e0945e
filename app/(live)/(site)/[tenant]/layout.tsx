import { notFound } from "next/navigation";
import { isOpenToGuests } from "@/lib/stores/server/queries";

/** Runs above the skeleton, so that an unknown restaurant, or one in set-up, gets status 404. */
export default async function RestaurantLayout({ params, children }: LayoutProps<"/[tenant]">) {
  if (!(await isOpenToGuests((await params).tenant))) notFound();
  return children;
}
