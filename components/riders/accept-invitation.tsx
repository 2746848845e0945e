"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

/** Accepts an invitation, and leads to the rider's page. */
export function AcceptInvitation({ id }: { id: string }) {
  const t = useTranslations("riders.join");
  const stateText = useStateText();
  const router = useRouter();
  const acceptInvitation = useCommand("accept_rider_invitation");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const accept = () =>
    startTransition(async () => {
      const result = await acceptInvitation({ invitation_id: id }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) router.push("/rider");
      else setProblem(result?.message ?? stateText("no_answer.fleet"));
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
