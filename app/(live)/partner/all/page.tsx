import { Store } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AllBoards } from "@/components/all-stores/all-boards";
import { ConnectionPill } from "@/components/realtime/connection-pill";
import { StreamBanner } from "@/components/realtime/stream-banner";
import { SiteHeader } from "@/components/shell/site-header";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireViewer } from "@/lib/auth/server/viewer";
import { tenantOrdersChannel } from "@/lib/orders/model/channels";
import { getBoard, listOwnStores } from "@/lib/orders/server/queries";
import { readLive } from "@/lib/server/read-live";
import { ALL_BOARD_AT_MOST } from "@/lib/stores/model/own-stores";
import { listOwnTenants } from "@/lib/stores/server/queries";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("partner.all"))("title") };
}

/** The open orders of the stores where the person works, on one board. */
export default async function AllStoresPage() {
  const viewer = await requireViewer("/partner/all");
  const t = await getTranslations("partner.all");
  const own = await listOwnTenants({ isAdmin: false, tenantIds: viewer.tenantIds });
  const shown = own.slice(0, ALL_BOARD_AT_MOST);
  const { data, since } = await readLive(
    async () => ({
      boards: await Promise.all(shown.map(({ id }) => getBoard(viewer, id))),
      waiting: await listOwnStores(viewer),
    }),
    shown.map(({ id }) => tenantOrdersChannel.name(id)),
  );
  const renderedAt = Date.now();
  const roles = ["partner" as const];
  const stores = shown.flatMap((tenant, index) => {
    const board = data.boards[index] ?? null;
    return board === null ? [] : [{ view: { tenant, roles, renderedAt, since }, board }];
  });
  return (
    <>
      <ContentUser />
      <SiteHeader full end={<ConnectionPill />} />
      <main id="main" className="w-full px-4 py-6">
        <StreamBanner className="mb-5" />
        {stores.length === 0 ? (
          <EmptyState
            heading="h1"
            icon={<Store />}
            title={t("none_title")}
            actions={
              <ButtonLink href="/" variant="go" size="lg">
                {t("to_site")}
              </ButtonLink>
            }
          >
            {t("none_body")}
          </EmptyState>
        ) : (
          <>
            <h1 className="text-3xl">{t("title")}</h1>
            <p className="mt-1 text-soft">
              {own.length > shown.length ? t("lead_some", { count: shown.length }) : t("lead")}
            </p>
            <nav aria-label={t("stores")} className="mt-3 flex flex-wrap gap-2">
              {own.map(({ id, slug, name }) => (
                <ButtonLink key={id} href={`/partner/${slug}`} prefetch={false} size="sm">
                  {name}
                </ButtonLink>
              ))}
            </nav>
            <AllBoards own={data.waiting} stores={stores} />
          </>
        )}
      </main>
    </>
  );
}
