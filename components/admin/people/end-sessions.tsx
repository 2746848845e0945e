"use client";

import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

export function EndSessions({ userId }: { userId: string }) {
  const t = useTranslations("admin.person");
  const stateText = useStateText();
  const refresh = useRefresh();
  const endSessions = useCommand("end_user_sessions");
  const [isPending, startTransition] = useTransition();
  const end = () =>
    startTransition(async () => {
      const result = await endSessions({ user_id: userId }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) showToast((toast) => toast(t("ended")));
      else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.fleet")));
      if (result !== null) refresh();
    });
  return (
    <Button pending={isPending} className="justify-self-start" onClick={end}>
      {t("end_sessions")}
    </Button>
  );
}
