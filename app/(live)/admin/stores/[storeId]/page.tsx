import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { cache } from "react";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AuditRows } from "@/components/admin/audit-rows";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { CommissionForm } from "@/components/admin/stores/commission-form";
import { PauseForm } from "@/components/admin/stores/pause-form";
import { Reliability } from "@/components/stores/reliability";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { readLive } from "@/lib/server/read-live";
import { readStoreForAdmins } from "@/lib/stores/server/admin/list-stores";
import { formatDateTime } from "@/lib/text/format";

type Props = PageProps<"/admin/stores/[storeId]">;

const read = cache(async (storeId: string) => {
  const viewer = await requireAdmin(`/admin/stores/${storeId}`);
  const { data, since } = await readLive(async () => ({
    store: await readStoreForAdmins(viewer, storeId),
    readAt: Date.now(),
  }));
  const { store, readAt } = data;
  if (store === null) notFound();
  return { store, since, readAt };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await read((await params).storeId)).store.name };
}

export default async function StorePage({ params }: Props) {
  const { store, since, readAt } = await read((await params).storeId);
  const t = await getTranslations("admin.store");
  const list = await getTranslations("admin.stores");
  const score = await getTranslations("reliability");
  const isHeld = store.pause !== null;
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <nav aria-label={t("links")} className="flex flex-wrap gap-2">
        <ButtonLink href="/admin/stores" size="sm">
          {t("back")}
        </ButtonLink>
        <ButtonLink href={`/partner/${store.slug}`} size="sm" prefetch={false}>
          {t("board")}
        </ButtonLink>
        <ButtonLink
          href={`/admin/orders?${new URLSearchParams({ q: store.name })}`}
          size="sm"
          prefetch={false}
        >
          {t("orders")}
        </ButtonLink>
      </nav>
      <header>
        <h1 className="text-3xl wrap-anywhere" translate="no">
          {store.name}
        </h1>
        <p className="mt-1 text-soft">
          {t("now", {
            mode: list(store.isHeld ? "mode.held" : `mode.${store.status}`),
            open: store.open_orders,
            missed: store.timeouts,
          })}
        </p>
      </header>
      {store.pause !== null && (
        <Banner
          tone="danger"
          title={t("held_since", {
            time: formatDateTime(store.pause.started_at.toISOString(), store.time_zone),
          })}
        >
          {store.pause.reason}
        </Banner>
      )}
      <div className="admin-cards">
        <Card aria-labelledby="devices" className="grid gap-3">
          <h2 id="devices" className="text-xl">
            {t("devices")}
          </h2>
          {store.deviceList.length === 0 ? (
            <p className="text-soft">{t("no_devices")}</p>
          ) : (
            <ul className="admin-rows">
              {store.deviceList.map((device) => (
                <li key={device.id}>
                  <b translate="no">{device.name}</b>
                  <time dateTime={device.seen_at.toISOString()}>
                    {t("seen", { time: formatDateTime(device.seen_at.toISOString(), store.time_zone) })}
                  </time>
                  <small>
                    {t(device.ended_at !== null ? "ended" : device.is_sound_on ? "loud" : "silent")}
                  </small>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card aria-labelledby="reliability" className="grid gap-3">
          <h2 id="reliability" className="text-xl">
            {score("title")}
          </h2>
          {store.reliability !== null && <Reliability {...store.reliability} />}
        </Card>
        <Card aria-labelledby="pause" className="grid gap-3">
          <h2 id="pause" className="text-xl">
            {t(isHeld ? "resume.title" : "pause.title")}
          </h2>
          <PauseForm tenantId={store.id} isHeld={isHeld} />
        </Card>
        <Card aria-labelledby="payout" className="grid gap-3">
          <h2 id="payout" className="text-xl">
            {t("payout.title")}
          </h2>
          <p>{t(store.has_payout ? "payout.stated" : "payout.none")}</p>
        </Card>
        <Card aria-labelledby="commission" className="grid gap-3">
          <h2 id="commission" className="text-xl">
            {t("commission.title")}
          </h2>
          <CommissionForm key={store.commission_bp} tenantId={store.id} basisPoints={store.commission_bp} />
        </Card>
        <Card aria-labelledby="audit" className="grid gap-3">
          <h2 id="audit" className="text-xl">
            {t("audit")}
          </h2>
          <AuditRows entries={store.audit} />
        </Card>
      </div>
      <KeepListCurrent since={since} readAt={readAt} />
    </div>
  );
}
