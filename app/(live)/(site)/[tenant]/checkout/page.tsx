import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { Checkout } from "@/components/shop/checkout/checkout";
import { requireViewer } from "@/lib/auth/server/viewer";
import { getTenant } from "@/lib/stores/server/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shop.checkout");
  return { title: t("title") };
}

export default async function CheckoutPage({ params }: PageProps<"/[tenant]/checkout">) {
  const { tenant: slug } = await params;
  const tenant = await getTenant(slug);
  if (tenant === null) notFound();
  const viewer = await requireViewer(`/${slug}/checkout`);
  const t = await getTranslations("shop.checkout");
  return (
    <div className="grid gap-5">
      <ContentUser />
      <header className="grid gap-1">
        <Link
          href={`/${slug}`}
          className="inline-flex min-h-6 items-center justify-self-start text-[0.9375rem] text-soft underline underline-offset-2"
        >
          {t("back")}
        </Link>
        <h1 className="font-extrabold text-[2rem] tracking-tight">
          <bdi>{t("at", { store: tenant.name })}</bdi>
        </h1>
      </header>
      <Checkout tenant={tenant} userId={viewer.userId} />
    </div>
  );
}
