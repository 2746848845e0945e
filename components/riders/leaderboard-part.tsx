"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";

interface LeaderboardPartProps {
  isOn: boolean;
  rows: readonly { name: string; trips: number; isYou: boolean }[];
}

/** The trips of this week of those riders who chose to be shown. */
export function LeaderboardPart({ isOn: wasOn, rows }: LeaderboardPartProps) {
  const t = useTranslations("riders.leaderboard");
  const stateText = useStateText();
  const refresh = useRefresh();
  const setLeaderboard = useCommand("set_leaderboard");
  const [isOn, setOn] = useState(wasOn);
  const [isPending, startTransition] = useTransition();
  const change = () =>
    startTransition(async () => {
      const result = await setLeaderboard({ on: !isOn }, { key: newKey() }).catch(() => null);
      if (result?.ok === true) {
        setOn(!isOn);
        refresh();
      } else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.fleet")));
    });
  return (
    <Card className="grid gap-3">
      <h2 className="text-xl">{t("title")}</h2>
      <p className="text-soft">{t("lead")}</p>
      {rows.length === 0 ? (
        <p>{t("none")}</p>
      ) : (
        <ol className="fleet-list">
          {rows.map(({ name, trips, isYou }, index) => (
            // Names are not unique, and the order is the list's own.
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <li key={`${index} ${name}`}>
              <div>{isYou ? t("you", { name }) : name}</div>
              <span>{t("trips", { count: trips })}</span>
            </li>
          ))}
        </ol>
      )}
      <Button pending={isPending} aria-pressed={isOn} className="justify-self-start" onClick={change}>
        {t(isOn ? "leave" : "join")}
      </Button>
    </Card>
  );
}
