"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/feedback/badge";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { useNow } from "@/hooks/browser/use-now";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { phaseOf, windowOf } from "@/lib/broadcasts/model/phase";
import type { ListedBroadcast } from "@/lib/broadcasts/model/schema";
import { formatDateTime } from "@/lib/text/format";

interface ListProps {
  broadcasts: readonly ListedBroadcast[];
  renderedAt: number;
  onCorrect: (broadcast: ListedBroadcast) => void;
}

export function BroadcastList({ broadcasts, renderedAt, onCorrect }: ListProps) {
  const t = useTranslations("broadcasts.admin");
  return (
    <Card aria-labelledby="sent" className="grid grid-cols-1 gap-3">
      <h2 id="sent" className="text-xl">
        {t("list")}
      </h2>
      {broadcasts.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul className="broadcast-rows">
          {broadcasts.map((one) => (
            <Row key={one.id} broadcast={one} renderedAt={renderedAt} onCorrect={onCorrect} />
          ))}
        </ul>
      )}
    </Card>
  );
}

type RowProps = Omit<ListProps, "broadcasts"> & { broadcast: ListedBroadcast };

function Row({ broadcast, renderedAt, onCorrect }: RowProps) {
  const t = useTranslations("broadcasts.admin");
  const now = useNow(renderedAt);
  const phase = phaseOf(broadcast, now);
  const isMaintenance = broadcast.kind === "maintenance";
  const title = isMaintenance ? broadcast.reason : broadcast.title;
  const [from, to] = windowOf(broadcast);
  const at = (ms: number) => formatDateTime(new Date(ms).toISOString(), "UTC");
  return (
    <li className="broadcast-row">
      <div className="broadcast-row-head">
        <h3 dir="auto" className="font-bold">
          {title}
        </h3>
        <Badge>{t(`kinds.${broadcast.kind}`)}</Badge>
        <Badge variant={phase === "in_force" ? "solid" : "plain"}>{t(`phase.${phase}`)}</Badge>
      </div>
      {!isMaintenance && (
        <p dir="auto" className="broadcast-text">
          {broadcast.content}
        </p>
      )}
      <p className="broadcast-facts">
        <span>{t("span", { from: at(from), to: at(to) })}</span>
        <span>
          {t("by", { name: broadcast.created_by_name, audience: t(`audiences.${broadcast.audience}`) })}
        </span>
        {!isMaintenance && broadcast.requires_action && (
          <span>{t("confirmations", { count: broadcast.confirmations })}</span>
        )}
      </p>
      {(phase === "scheduled" || phase === "in_force") && (
        <div className="broadcast-buttons">
          <Button aria-label={t("correct_named", { title })} onClick={() => onCorrect(broadcast)}>
            {t("correct")}
          </Button>
          <Withdraw id={broadcast.id} title={title} ends={isMaintenance && phase === "in_force"} />
        </div>
      )}
    </li>
  );
}

/** `ends`: it is maintenance under way, which ends. */
function Withdraw({ id, title, ends }: { id: string; title: string; ends: boolean }) {
  const t = useTranslations("broadcasts.admin");
  const stateText = useStateText();
  const refresh = useRefresh();
  const withdraw = useCommand("withdraw_broadcast");
  const [isAsked, setAsked] = useState(false);
  const [isPending, setPending] = useState(false);
  const name = ends ? "end" : "withdraw";
  const confirm = async () => {
    setPending(true);
    const result = await withdraw({ id }, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok === true) {
      setAsked(false);
      showToast((toast) => toast(t("withdrawn")));
    } else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.fleet")));
    if (result !== null) refresh();
  };
  return (
    <>
      <Button variant="danger" aria-label={t(`${name}_named`, { title })} onClick={() => setAsked(true)}>
        {t(name)}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setAsked}
        title={t(`${name}_title`)}
        description={t(`${name}_body`)}
        confirmLabel={t(name)}
        pending={isPending}
        danger
        onConfirm={() => void confirm()}
      />
    </>
  );
}
