import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { LiveDispatch } from "@/components/dispatch/live-dispatch";
import { fleetOf } from "@/lib/auth/model/fleet";
import { fleetChannel } from "@/lib/dispatch/model/channels";
import { readDispatchView } from "@/lib/dispatch/server/plan/read-view";
import { readMayDispatch } from "@/lib/dispatch/server/read-may-dispatch";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { readLive } from "@/lib/server/read-live";
import { requireStaff } from "@/lib/stores/server/queries";

type Props = PageProps<"/partner/[tenant]/dispatch">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { tenant } = await requireStaff((await params).tenant);
  const t = await getTranslations("dispatch");
  return { title: `${t("title")} · ${tenant.name}` };
}

export default async function StoreDispatchPage({ params }: Props) {
  const slug = (await params).tenant;
  const { viewer, tenant } = await requireStaff(slug, `/partner/${slug}/dispatch`);
  const { data: view, since } = await readLive(
    () => readDispatchView(viewer, { tenantId: tenant.id }),
    [tenantOrdersChannel.name(tenant.id), fleetChannel.name(fleetOf(tenant.id))],
  );
  if (view === null) notFound();
  const mayAct = await readMayDispatch(viewer, tenant.id);
  return (
    <>
      <ContentUser />
      <LiveDispatch
        scope={{ store: { id: tenant.id, slug }, timeZone: tenant.time_zone, mayAct }}
        view={view}
        since={since}
        renderedAt={Date.now()}
      />
    </>
  );
}
