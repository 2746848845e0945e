import { MailX } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import * as z from "zod/mini";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { AcceptInvitation } from "@/components/invitations/accept-invitation";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { requireViewer } from "@/lib/auth/server/viewer";
import { readOwnInvitation } from "@/lib/invitations/server/queries";
import { idSchema } from "@/lib/text/id";

const querySchema = z.object({ invitation: z.catch(z.optional(idSchema), undefined) });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("riders.join"))("title") };
}

/** The link of an invitation leads here. Only the person with the invited address can accept it. */
export default async function JoinPage({ searchParams }: PageProps<"/rider/join">) {
  const { invitation: id } = querySchema.parse(await searchParams);
  const path = id === undefined ? "/rider/join" : `/rider/join?${new URLSearchParams({ invitation: id })}`;
  const viewer = await requireViewer(path);
  const t = await getTranslations("riders.join");
  const invitation = id === undefined ? null : await readOwnInvitation(viewer, id, "fleet");
  if (invitation === null)
    return (
      <>
        <ContentUser />
        <EmptyState
          heading="h1"
          icon={<MailX />}
          title={t("none_title")}
          actions={
            <ButtonLink href={viewer.riderFleet === null ? "/" : "/rider"} variant="go" size="lg">
              {t(viewer.riderFleet === null ? "to_site" : "to_rider")}
            </ButtonLink>
          }
        >
          {t("none_body", { email: viewer.email })}
        </EmptyState>
      </>
    );
  return (
    <>
      <ContentUser />
      <Card className="mx-auto grid w-full max-w-xl gap-4">
        <h1 className="text-3xl">
          {invitation.store === null ? t("title") : t("title_store", { store: invitation.store })}
        </h1>
        <p className="text-soft">{t("lead")}</p>
        <AcceptInvitation id={invitation.id} command="accept_rider_invitation" to="/rider" />
      </Card>
    </>
  );
}
