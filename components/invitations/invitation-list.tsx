"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { showToast } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { Invitation } from "@/lib/invitations/model/schema";
import { formatDate } from "@/lib/text/format";

interface InvitationListProps {
  invitations: readonly Invitation[];
  command: "withdraw_rider_invitation" | "withdraw_team_invitation";
  timeZone: string;
  /** Names the role; without it, all of them are for the same one. */
  roleName?: (role: Invitation["role"]) => string;
  onWithdrawn: (id: string) => void;
}

export function InvitationList({
  invitations,
  command,
  timeZone,
  roleName,
  onWithdrawn,
}: InvitationListProps) {
  const t = useTranslations("invitations");
  const stateText = useStateText();
  const withdrawInvitation = useCommand(command);
  const [pending, setPending] = useState<string | null>(null);

  async function withdraw({ id, email }: Invitation) {
    if (pending !== null) return;
    setPending(id);
    const result = await withdrawInvitation({ invitation_id: id }, { key: newKey() }).catch(() => null);
    setPending(null);
    if (result?.ok === true) {
      onWithdrawn(id);
      showToast((toast) => toast(t("withdrawn", { email })));
    } else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.fleet")));
  }

  if (invitations.length === 0) return <p className="text-soft">{t("none")}</p>;
  return (
    <ul className="fleet-list">
      {invitations.map((invitation) => (
        <li key={invitation.id}>
          <div>
            <h3 className="text-lg">{invitation.email}</h3>
            <p className="text-soft">
              {roleName === undefined
                ? t("open_until", { date: formatDate(invitation.expires_at, timeZone) })
                : t("as_role", {
                    role: roleName(invitation.role),
                    date: formatDate(invitation.expires_at, timeZone),
                  })}
            </p>
          </div>
          <Button
            pending={pending === invitation.id}
            aria-label={t("withdraw_named", { email: invitation.email })}
            onClick={() => void withdraw(invitation)}
          >
            {t("withdraw")}
          </Button>
        </li>
      ))}
    </ul>
  );
}
