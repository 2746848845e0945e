import { ScrollText } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AuditFilterForm } from "@/components/admin/audit-filter-form";
import { AuditTable } from "@/components/admin/audit-table";
import { KeepListCurrent } from "@/components/admin/keep-list-current";
import { OlderPages } from "@/components/admin/older-pages";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { auditFilterSchema } from "@/lib/platform/model/audit";
import { listAudit } from "@/lib/platform/server/list-audit";
import { readLive } from "@/lib/server/read-live";

const PATH = "/admin/audit";

const cursorSchema = z.object({ cursor: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined) });

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("admin.audit"))("title") };
}

export default async function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  const viewer = await requireAdmin(PATH);
  const asked = await searchParams;
  const { cursor } = cursorSchema.parse(asked);
  // A filter that cannot be read filters nothing; the form shows it empty.
  const { actor = "", action = "", from = "" } = auditFilterSchema.safeParse(asked).data ?? {};
  const t = await getTranslations("admin.audit");
  const { data, since } = await readLive(async () => ({
    found: await listAudit(viewer, { actor, action, from, cursor }),
    readAt: Date.now(),
  }));
  const { found, readAt } = data;
  if (found === null) notFound();
  const filter = Object.fromEntries(
    Object.entries({ actor, action, from }).filter(([, value]) => value !== ""),
  );
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      <AuditFilterForm key={JSON.stringify(filter)} path={PATH} filter={{ actor, action, from }} />
      {found.entries.length === 0 ? (
        <EmptyState icon={<ScrollText />} title={t("none_title")}>
          {t("none_body")}
        </EmptyState>
      ) : (
        <AuditTable entries={found.entries} />
      )}
      <OlderPages path={PATH} filter={filter} isOlder={cursor !== undefined} nextCursor={found.next_cursor} />
      <p>
        <a href={`/api/admin/audit?${new URLSearchParams({ ...filter, format: "csv" })}`} download>
          {t("export")}
        </a>
      </p>
      <KeepListCurrent since={since} readAt={readAt} />
    </div>
  );
}
