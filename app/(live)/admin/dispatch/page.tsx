import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { LiveDispatch } from "@/components/dispatch/live-dispatch";
import { PLATFORM_FLEET } from "@/lib/auth/model/fleet";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { readDispatchView } from "@/lib/dispatch/server/plan/read-view";
import { readLive } from "@/lib/server/read-live";

const PATH = "/admin/dispatch";
/** The time zone of a platform without an open order. */
const NO_STORE_ZONE = "UTC";

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("dispatch"))("title") };
}

/** The platform's riders, and all stores that they serve. A store with riders of its own alone is dispatched on its own page. */
export default async function AdminDispatchPage() {
  const viewer = await requireAdmin(PATH);
  const { data: view, since } = await readLive(
    () => readDispatchView(viewer, "platform"),
    [fleetChannel.name(PLATFORM_FLEET)],
  );
  if (view === null) notFound();
  const timeZone = view.orders[0]?.time_zone ?? NO_STORE_ZONE;
  return (
    <>
      <ContentUser />
      <LiveDispatch
        scope={{ store: null, timeZone, mayAct: true }}
        view={view}
        since={since}
        renderedAt={Date.now()}
      />
    </>
  );
}
