import { MessageSquareWarning } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { OlderPages } from "@/components/admin/older-pages";
import { FollowReports } from "@/components/chat/follow-reports";
import { ReportedChats } from "@/components/chat/reported-chats";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireAdmin } from "@/lib/auth/server/require-admin";
import { listChatReports } from "@/lib/chat/server/list-reports";
import { readLive } from "@/lib/server/read-live";
import { idSchema } from "@/lib/text/id";

const PATH = "/admin/chats";

const cursorSchema = z.object({ cursor: z.catch(z.optional(idSchema), undefined) });

export async function generateMetadata(): Promise<Metadata> {
  await requireAdmin(PATH);
  return { title: (await getTranslations("chat.reports"))("title") };
}

export default async function ReportedChatsPage({ searchParams }: PageProps<"/admin/chats">) {
  const viewer = await requireAdmin(PATH);
  const { cursor } = cursorSchema.parse(await searchParams);
  const { data: found, since } = await readLive(() => listChatReports(viewer, cursor));
  if (found === null) notFound();
  const t = await getTranslations("chat.reports");
  return (
    <div className="grid grid-cols-1 gap-5">
      <ContentUser />
      <FollowReports since={since} />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 max-w-2xl text-soft">{t("lead")}</p>
      </header>
      {found.reports.length === 0 ? (
        <EmptyState icon={<MessageSquareWarning />} title={t("none_title")}>
          {t("none_body")}
        </EmptyState>
      ) : (
        <ReportedChats reports={found.reports} />
      )}
      <OlderPages path={PATH} filter={{}} isOlder={cursor !== undefined} nextCursor={found.next_cursor} />
    </div>
  );
}
