import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { Checkout } from "@/components/shop/checkout/checkout";
import { ShopCloth } from "@/components/shop/shop-cloth";
import { requireViewer } from "@/lib/auth/server/viewer";
import { canPayByCard } from "@/lib/payments/server/commands";
import { isInSetup } from "@/lib/stores/model/schema";
import { getTenant } from "@/lib/stores/server/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shop.checkout");
  return { title: t("title") };
}

export default async function CheckoutPage({ params }: PageProps<"/[tenant]/checkout">) {
  const { tenant: slug } = await params;
  const tenant = await getTenant(slug);
  if (tenant === null || isInSetup(tenant)) notFound();
  const viewer = await requireViewer(`/${slug}/checkout`);
  const t = await getTranslations("shop.checkout");
  return (
    <>
      <ContentUser />
      <ShopCloth store={tenant} renderedAt={Date.now()} />
      <div className="grid grid-cols-1 gap-5">
        <header className="grid gap-1">
          <Link
            href={`/${slug}`}
            className="inline-flex min-h-11 items-center justify-self-start text-[0.9375rem] text-soft underline underline-offset-2"
          >
            {t("back")}
          </Link>
          <h1 className="font-extrabold text-[1.6875rem] tracking-tight sm:text-[2.125rem] lg:text-[2.75rem]">
            <bdi>{t("at", { store: tenant.name })}</bdi>
          </h1>
        </header>
        <Checkout tenant={tenant} userId={viewer.userId} takesCards={canPayByCard()} />
      </div>
    </>
  );
}
