"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, use, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Banner } from "@/components/ui/feedback/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Dialog } from "@/components/ui/overlay/dialog";
import { StoreContext } from "@/hooks/board/store-context";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { usePutFacts } from "@/hooks/stores/use-store-status";
import type { Tenant } from "@/lib/stores/model/schema";
import type { IntakeChange, StoreStatus } from "@/lib/stores/model/status/schema";
import { BUSY_MINUTES, choosableMinutes, LASTS, REASON_LENGTH } from "@/lib/stores/model/status/terms";

const MODES = ["open", "busy", "paused"] as const;
const REASONS = ["rush", "short_staffed", "equipment"] as const;

/** The values of radio buttons are texts. */
const lastsOf = (text: string) => LASTS.find((one) => String(one) === text) ?? "until_open";

export interface IntakeDialogProps {
  store: Tenant;
  /** Its reason may be that of the kitchen's load, of which guests read other words. */
  status: StoreStatus;
  /** The text that guests read; null when staff gave no reason. */
  toldReason: string | null;
  onClose: () => void;
}

export function IntakeDialog({ store, status, toldReason, onClose }: IntakeDialogProps) {
  const mayManage = use(StoreContext)?.mayManage;
  const t = useTranslations("partner.intake");
  const stateText = useStateText();
  const announce = useAnnounce();
  const put = usePutFacts();
  const setStatus = useCommand("set_store_status");
  const isPaused = status.mode === "paused";
  const [mode, setMode] = useState<(typeof MODES)[number]>(
    isPaused ? "open" : status.mode === "busy" ? "busy" : "paused",
  );
  const [minutes, setMinutes] = useState(choosableMinutes(status.extra_minutes || 15));
  const [lasts, setLasts] = useState("30");
  const [reason, setReason] = useState("");
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // One key for one change: pressed again after no answer, it does not undo what a colleague set in between.
  const last = useRef<{ request: string; key: string }>(null);

  function change(): IntakeChange {
    const common = { lasts: lastsOf(lasts), reason };
    if (mode === "open") return { mode };
    return mode === "busy" ? { mode, extra_minutes: minutes, ...common } : { mode, ...common };
  }

  function about(): string {
    if (toldReason !== null) return t("about.reason", { reason: toldReason });
    const { mode, reason } = status;
    return reason === null ? t(`about.${mode}`) : t("about.load", { reason });
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    if (isPending) return;
    setPending(true);
    const sent = { tenant_id: store.id, change: change() };
    const request = JSON.stringify(sent);
    if (last.current?.request !== request) last.current = { request, key: newKey() };
    const result = await setStatus(sent, { key: last.current.key }).catch(() => null);
    setPending(false);
    if (result?.ok === true) {
      put(store.id, result.data);
      onClose();
      return;
    }
    const message = result?.message ?? stateText("no_answer.intake");
    setProblem(message);
    announce({ message, urgent: true });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t("title")} description={about()}>
      <form className="intake-form" onSubmit={(event) => void save(event)}>
        <RadioCards
          legend={t("mode")}
          name="mode"
          value={mode}
          onValueChange={setMode}
          options={MODES.map((value) => ({
            value,
            label: t(`choose.${value}`),
            description: t(`hint.${value}`),
          }))}
        />
        {mode === "busy" && (
          <div>
            <p className="field-label mb-2" aria-hidden="true">
              {t("minutes")}
            </p>
            <NumberStepper
              value={minutes}
              onValueChange={setMinutes}
              label={t("minutes")}
              minimum={BUSY_MINUTES.minimum}
              maximum={BUSY_MINUTES.maximum}
              step={BUSY_MINUTES.step}
              format={(value) => t("minutes_value", { minutes: value })}
              size="lg"
            />
          </div>
        )}
        {mode !== "open" && (
          <>
            <RadioCards
              legend={t("lasts")}
              name="lasts"
              value={lasts}
              onValueChange={setLasts}
              options={LASTS.map((value) => ({ value: String(value), label: t(`last.${value}`) }))}
              className="intake-lasts"
            />
            <div>
              <Field label={t("reason")} description={t("reason_hint")} optional>
                <Input
                  dir="auto"
                  maxLength={REASON_LENGTH}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              </Field>
              <div className="intake-reasons">
                {REASONS.map((name) => (
                  <Button key={name} size="sm" onClick={() => setReason(t(`reasons.${name}`))}>
                    {t(`reasons.${name}`)}
                  </Button>
                ))}
              </div>
            </div>
          </>
        )}
        {problem !== null && <Banner tone="danger">{problem}</Banner>}
        <Button type="submit" variant="go" size="lg" pending={isPending}>
          {t(`save.${mode}`, { minutes })}
        </Button>
        {mayManage !== false && (
          <ButtonLink href={`/partner/${store.slug}/settings/hours`} prefetch={false}>
            {t("hours")}
          </ButtonLink>
        )}
      </form>
    </Dialog>
  );
}
