import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { Banner } from "@/components/ui/feedback/banner";
import { countSessions } from "@/lib/auth/credentials/sessions";
import { listTokens } from "@/lib/auth/credentials/tokens";
import { accountChannel } from "@/lib/auth/model/account-channel";
import { scopesFor } from "@/lib/auth/model/scopes";
import { requireViewer } from "@/lib/auth/server/viewer";
import { kindsFor } from "@/lib/notifications/model/kinds";
import { pushKeys } from "@/lib/notifications/server/push/push-keys";
import { listPushDevices } from "@/lib/notifications/server/push-subscriptions";
import { readPreferences } from "@/lib/notifications/server/queries";
import { readConsent } from "@/lib/privacy/server/consent";
import { listExports } from "@/lib/privacy/server/queries";
import { canSendMail } from "@/lib/server/mail";
import { readLive } from "@/lib/server/read-live";
import { publicStatusOf, readStatusPage } from "@/lib/status/server/queries";
import { listOwnTenants } from "@/lib/stores/server/queries";
import { DataPanel } from "./_components/data-panel";
import { DevicesPanel } from "./_components/devices-panel";
import { PreferencesPanel } from "./_components/preferences-panel";
import { ServicePanel } from "./_components/service-panel";
import { SessionsPanel } from "./_components/sessions-panel";
import { StoresPanel } from "./_components/stores-panel";
import { TokensPanel } from "./_components/tokens-panel";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function SettingsPage({ searchParams }: PageProps<"/settings">) {
  const viewer = await requireViewer("/settings");
  const [t, { refused }] = await Promise.all([getTranslations("settings"), searchParams]);
  const { userId } = viewer;
  const [{ data: tokens, since }, sessions, preferences, devices, exports, consent, status] =
    await Promise.all([
      readLive(() => listTokens(userId), [accountChannel.name(userId)]),
      countSessions(userId),
      readPreferences(userId),
      listPushDevices(userId),
      listExports(userId),
      readConsent(userId),
      readStatusPage(),
    ]);
  const stores = await listOwnTenants({ isAdmin: false, tenantIds: viewer.tenantIds });
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
      <PreferencesPanel
        preferences={preferences}
        kinds={kindsFor(viewer)}
        zones={Intl.supportedValuesOf("timeZone")}
        sendsMail={canSendMail()}
      />
      <DevicesPanel devices={devices} publicKey={pushKeys()?.publicKey ?? null} />
      {stores.length > 0 && <StoresPanel viewer={viewer} stores={stores} />}
      <SessionsPanel userId={userId} count={sessions} />
      <TokensPanel
        userId={userId}
        tokens={tokens}
        since={since}
        scopes={scopesFor(viewer)}
        renderedAt={Date.now()}
      />
      <DataPanel userId={userId} email={viewer.email} exports={exports} consent={consent} />
      <ServicePanel first={publicStatusOf(status)} />
    </div>
  );
}
