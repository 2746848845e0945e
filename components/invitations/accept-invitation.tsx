"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

interface AcceptInvitationProps {
  id: string;
  command: "accept_rider_invitation" | "accept_team_invitation";
  /** The page that it leads to. */
  to: "/rider" | `/partner/${string}`;
}

export function AcceptInvitation({ id, command, to }: AcceptInvitationProps) {
  const t = useTranslations("invitations");
  const stateText = useStateText();
  const router = useRouter();
  const acceptInvitation = useCommand(command);
  const [problem, setProblem] = useState<string | null>(null);
  const announce = useAnnounce();
  const [isPending, startTransition] = useTransition();
  const accept = () =>
    startTransition(async () => {
      const result = await acceptInvitation({ invitation_id: id }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) return router.push(to);
      const message = result?.message ?? stateText("no_answer.fleet");
      setProblem(message);
      announce({ message, urgent: true });
    });
  return (
    <>
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      <Button variant="go" size="lg" pending={isPending} className="justify-self-start" onClick={accept}>
        {t("accept")}
      </Button>
    </>
  );
}
