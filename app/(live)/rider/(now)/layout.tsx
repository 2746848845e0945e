import { requireRider } from "@/lib/riders/server/require-rider";

/** Above the skeleton, so that people who do not ride never see it. */
export default async function RiderLayout({ children }: LayoutProps<"/rider">) {
  await requireRider("/rider");
  return children;
}
