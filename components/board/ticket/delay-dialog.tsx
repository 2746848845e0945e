"use client";

import { useTranslations } from "next-intl";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useDraft } from "@/hooks/browser/use-draft";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { DELAY_MINUTES } from "@/lib/orders/model/terms";
import { formatTime } from "@/lib/text/format";
import { shortCode } from "./short-code";

/** Ready-made reasons, which can be changed before they are sent. */
const REASONS = ["rush", "dish", "driver"] as const;

interface DelayDialogProps {
  order: BoardOrder;
  onClose: () => void;
  /** Closes the dialog; resolves with true when the action is done. */
  onSend: (order: BoardOrder, action: OrderAction) => Promise<boolean>;
}

export function DelayDialog({ order, onClose, onSend }: DelayDialogProps) {
  const t = useTranslations("partner.delay");
  const [note, writeNote, clearNote] = useDraft(`delay.${order.id}.${order.promised_at}`, z.string(), "");
  const promised = Date.parse(order.promised_at ?? order.updated_at);
  const timeWith = (minutes: number) =>
    formatTime(new Date(promised + minutes * 60_000).toISOString(), order.time_zone);
  async function send(minutes: (typeof DELAY_MINUTES)[number]) {
    if (await onSend(order, { name: "delay", minutes, note: note.trim() })) clearNote();
  }
  function close() {
    clearNote();
    onClose();
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t("title", { code: shortCode(order.order_code) })}
      description={t("description", { customer: order.customer_name, time: timeWith(0) })}
    >
      <div className="grid gap-4">
        <div>
          <Field label={t("note")} optional>
            <Input
              dir="auto"
              maxLength={500}
              value={note}
              onChange={(event) => writeNote(event.target.value)}
            />
          </Field>
          <div className="delay-reasons">
            {REASONS.map((name) => (
              <Button key={name} size="sm" onClick={() => writeNote(t(`reasons.${name}`))}>
                {t(`reasons.${name}`)}
              </Button>
            ))}
          </div>
        </div>
        <fieldset className="grid grid-cols-3 gap-2.5" data-stage="preparing">
          <legend className="field-label mb-2">{t("choose")}</legend>
          {DELAY_MINUTES.map((minutes) => (
            <Button
              key={minutes}
              variant="go"
              size="lg"
              className="delay-choice"
              onClick={() => void send(minutes)}
            >
              <span className="font-mono text-lg">{t("option", { minutes })}</span>
              <small>{t("option_time", { time: timeWith(minutes) })}</small>
            </Button>
          ))}
        </fieldset>
      </div>
    </Dialog>
  );
}
