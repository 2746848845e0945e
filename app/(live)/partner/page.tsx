import { Store } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { RememberedStore } from "@/components/all-stores/remembered-store";
import { SiteHeader } from "@/components/shell/site-header";
import { SettingsLinks } from "@/components/stores/settings-links";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireViewer } from "@/lib/auth/server/viewer";
import { listOwnTenants } from "@/lib/stores/server/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("partner.stores");
  return { title: t("title") };
}

const querySchema = z.object({ list: z.catch(z.optional(z.string().check(z.maxLength(1))), undefined) });

export default async function StoresPage({ searchParams }: PageProps<"/partner">) {
  const { list } = querySchema.parse(await searchParams);
  const viewer = await requireViewer("/partner");
  const t = await getTranslations("partner.stores");
  const switchWords = await getTranslations("partner.switch");
  const admin = await getTranslations("admin.jobs");
  const dispatch = await getTranslations("dispatch");
  const riders = await getTranslations("riders.fleet");
  const stores = await listOwnTenants(viewer);
  const [only] = stores;
  if (only !== undefined && stores.length === 1) redirect(`/partner/${only.slug}`);
  return (
    <>
      <ContentUser />
      <SiteHeader />
      <main id="main" className="page-width py-8">
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
            {list === undefined && <RememberedStore slugs={stores.map(({ slug }) => slug)} />}
            <h1 className="text-3xl">{t("title")}</h1>
            <p className="mt-1 text-soft">{t("lead")}</p>
            {viewer.isAdmin && (
              <nav aria-label={t("admin")} className="mt-3 flex flex-wrap gap-2">
                <ButtonLink href="/admin/dispatch" prefetch={false}>
                  {dispatch("title")}
                </ButtonLink>
                <ButtonLink href="/admin/jobs" prefetch={false}>
                  {admin("title")}
                </ButtonLink>
                <ButtonLink href="/admin/riders" prefetch={false}>
                  {riders("of_platform")}
                </ButtonLink>
              </nav>
            )}
            {viewer.tenantIds.length > 1 && (
              <ButtonLink href="/partner/all" prefetch={false} className="mt-3">
                {switchWords("all_board")}
              </ButtonLink>
            )}
            <ul className="mt-6 grid gap-3 sm:grid-cols-2">
              {stores.map((store) => (
                <li key={store.id}>
                  <Card className="relative flex h-full flex-wrap items-center gap-x-4 gap-y-1">
                    <h2 id={`store-${store.id}`} className="min-w-0 flex-1 basis-full text-xl">
                      <Link href={`/partner/${store.slug}`} className="after:absolute after:inset-0">
                        {store.name}
                      </Link>
                    </h2>
                    <p className="text-soft">{`${store.cuisine} · ${store.city}`}</p>
                    <span className="ml-auto flex flex-wrap justify-end gap-2">
                      <SettingsLinks
                        viewer={viewer}
                        store={store}
                        describedBy={`store-${store.id}`}
                        className="relative z-1"
                      />
                    </span>
                  </Card>
                </li>
              ))}
            </ul>
          </>
        )}
      </main>
    </>
  );
}
