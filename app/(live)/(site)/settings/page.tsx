import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { Banner } from "@/components/ui/feedback/banner";
import { countSessions } from "@/lib/auth/credentials/sessions";
import { listTokens } from "@/lib/auth/credentials/tokens";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { scopesFor } from "@/lib/auth/model/scopes";
import { requireViewer } from "@/lib/auth/server/viewer";
import { readLive } from "@/lib/server/read-live";
import { SessionsPanel } from "./_components/sessions-panel";
import { TokensPanel } from "./_components/tokens-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage({ searchParams }: PageProps<"/settings">) {
  const viewer = await requireViewer("/settings");
  const [t, { refused }] = await Promise.all([getTranslations("settings"), searchParams]);
  const { userId } = viewer;
  const [{ data: tokens, since }, sessions] = await Promise.all([
    readLive(() => listTokens(userId), [accountChannel.name(userId)]),
    countSessions(userId),
  ]);
  return (
    <div className="mx-auto grid max-w-3xl gap-6">
      <ContentUser />
      <header>
        <h1 className="text-3xl">{t("title")}</h1>
        <p className="mt-1 text-soft">{t("signed_in_as", { name: viewer.name, email: viewer.email })}</p>
      </header>
      {refused === "other_user" && (
        <Banner tone="danger" role="alert" title={t("refused.title")}>
          {t("refused.body", { name: viewer.name })}
        </Banner>
      )}
      <SessionsPanel userId={userId} count={sessions} />
      <TokensPanel
        userId={userId}
        tokens={tokens}
        since={since}
        scopes={scopesFor(viewer)}
        renderedAt={Date.now()}
      />
    </div>
  );
}
