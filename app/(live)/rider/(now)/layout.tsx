import { requireRider } from "@/lib/riders/server/require-rider";

/** Runs above the skeleton: a redirect must come before anything is sent. */
export default async function RiderLayout({ children }: LayoutProps<"/rider">) {
  await requireRider("/rider");
  return children;
}
