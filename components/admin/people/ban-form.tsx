"use client";

import { useTranslations } from "next-intl";
import { ReasonForm } from "@/components/admin/reason-form";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { BAN_REASON_LENGTH } from "@/lib/auth/model/bans";

interface BanFormProps {
  userId: string;
  isBanned: boolean;
}

/** Suspends a person, or lifts the suspension, with the reason that the person is told. */
export function BanForm({ userId, isBanned }: BanFormProps) {
  const t = useTranslations("admin.person");
  const ban = useCommand("ban_user");
  const lift = useCommand("lift_ban");
  const run = isBanned ? lift : ban;
  const kind = isBanned ? "lift" : "ban";
  return (
    <ReasonForm
      key={kind}
      label={t(`${kind}.reason`)}
      hint={t(`${kind}.hint`)}
      submit={t(`${kind}.submit`)}
      done={t(`${kind}.done`)}
      danger={!isBanned}
      maxLength={BAN_REASON_LENGTH}
      send={(reason) => run({ user_id: userId, reason }, { key: newKey() })}
    />
  );
}
