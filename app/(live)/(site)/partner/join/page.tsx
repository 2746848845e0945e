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
  return { title: (await getTranslations("team"))("title") };
}

/** The link of an invitation to a team leads here. Only the person with the invited address can accept it. */
export default async function JoinTeamPage({ searchParams }: PageProps<"/partner/join">) {
  const { invitation: id } = querySchema.parse(await searchParams);
  const path =
    id === undefined ? "/partner/join" : `/partner/join?${new URLSearchParams({ invitation: id })}`;
  const viewer = await requireViewer(path);
  const t = await getTranslations("team.join");
  const invitation = id === undefined ? null : await readOwnInvitation(viewer, id, "team");
  if (invitation === null || invitation.slug === null || invitation.role === "rider") {
    const isStaff = viewer.tenantIds.length > 0;
    return (
      <>
        <ContentUser />
        <EmptyState
          heading="h1"
          icon={<MailX />}
          title={t("none_title")}
          actions={
            <ButtonLink href={isStaff ? "/partner" : "/"} variant="go" size="lg">
              {t(isStaff ? "to_stores" : "to_site")}
            </ButtonLink>
          }
        >
          {t("none_body", { email: viewer.email })}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <ContentUser />
      <Card className="mx-auto grid w-full max-w-xl gap-4">
        <h1 className="text-3xl">{t("title", { store: invitation.store ?? invitation.slug })}</h1>
        <p className="text-soft">{t(`as_${invitation.role}`)}</p>
        <AcceptInvitation
          id={invitation.id}
          command="accept_team_invitation"
          to={`/partner/${invitation.slug}`}
        />
      </Card>
    </>
  );
}
