"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Badge } from "@/components/ui/feedback/badge";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/textarea";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { useFollowBroadcasts } from "@/hooks/broadcasts/use-follow-broadcasts";
import { showToast } from "@/hooks/browser/show-toast";
import { useRefresh } from "@/hooks/browser/use-refresh";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import {
  OFFERED_SWITCHES,
  type OfferedSwitch,
  type StoppedSwitch,
  SWITCH_REASON_LENGTH,
} from "@/lib/platform/model/switches";
import { formatDateTime } from "@/lib/text/format";
import "./broadcasts.css";

interface ScreenProps {
  stopped: readonly StoppedSwitch[];
  since: string | undefined;
}

export function SwitchesScreen({ stopped, since }: ScreenProps) {
  useFollowBroadcasts(since);
  return (
    <Card className="broadcast-rows">
      {OFFERED_SWITCHES.map((name) => (
        <SwitchRow key={name} name={name} stopped={stopped.find((one) => one.name === name) ?? null} />
      ))}
    </Card>
  );
}

function SwitchRow({ name, stopped }: { name: OfferedSwitch; stopped: StoppedSwitch | null }) {
  const t = useTranslations("broadcasts.switches");
  const stateText = useStateText();
  const refresh = useRefresh();
  const setSwitch = useCommand("set_switch");
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const label = t(`names.${name}`);

  const set = async (input: Parameters<typeof setSwitch>[0]) => {
    setPending(true);
    const result = await setSwitch(input, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok !== true) {
      const text = result?.fieldErrors?.reason ?? result?.message ?? stateText("no_answer.fleet");
      setProblem(text);
      if (!input.is_stopped) showToast((toast) => toast.error(text));
      return;
    }
    setProblem(null);
    setAsked(false);
    setReason("");
    showToast((toast) => toast(t(input.is_stopped ? "done_stopped" : "done_started", { name: label })));
    refresh();
  };

  return (
    <section aria-labelledby={`switch-${name}`} className="broadcast-row">
      <div className="broadcast-row-head">
        <h2 id={`switch-${name}`} className="text-xl">
          {label}
        </h2>
        <Badge variant={stopped === null ? "plain" : "solid"}>
          {t(stopped === null ? "runs" : "is_stopped")}
        </Badge>
      </div>
      <p className="text-soft">{t(`hints.${name}`)}</p>
      {stopped !== null && (
        <>
          <p dir="auto">{stopped.reason}</p>
          <p className="text-[0.9375rem] text-soft">
            {t("since", { time: formatDateTime(stopped.since, "UTC"), name: stopped.stopped_by_name })}
          </p>
        </>
      )}
      <div className="broadcast-buttons">
        {stopped === null ? (
          <Button
            variant="danger"
            aria-label={t("stop_named", { name: label })}
            onClick={() => setAsked(true)}
          >
            {t("stop")}
          </Button>
        ) : (
          <Button
            variant="go"
            pending={isPending}
            aria-label={t("start_named", { name: label })}
            onClick={() => void set({ name, is_stopped: false })}
          >
            {t("start")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setAsked}
        title={t("stop_title", { name: label })}
        description={t(`hints.${name}`)}
        confirmLabel={t("stop")}
        pending={isPending}
        danger
        onConfirm={() => void set({ name, is_stopped: true, reason })}
      >
        <Field label={t("reason")} description={t("reason_hint")} required error={problem}>
          <Textarea
            rows={2}
            value={reason}
            maxLength={SWITCH_REASON_LENGTH}
            onChange={({ target }) => setReason(target.value)}
          />
        </Field>
      </ConfirmDialog>
    </section>
  );
}
