"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Textarea } from "@/components/ui/form/textarea";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useStore } from "@/hooks/board/store-context";
import { useDraft } from "@/hooks/browser/use-draft";
import { useStateText } from "@/hooks/browser/use-state-text";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { nextSteps } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ADMIN_REASONS, PARTNER_REASONS } from "@/lib/orders/model/terms";
import { longTextSchema } from "@/lib/text/bounded";
import { formatMoney } from "@/lib/text/format";
import { isVisible } from "@/lib/text/visible-text";
import { shortCode } from "./short-code";

type Reason = (typeof PARTNER_REASONS)[number] | (typeof ADMIN_REASONS)[number];

const draftSchema = z.object({
  reason: z.enum(["", ...PARTNER_REASONS, ...ADMIN_REASONS]),
  note: longTextSchema,
});

const NEED_WORDS: readonly Reason[] = ["CANNOT_COMPLETE_NOTE", "OTHER"];

interface ReasonDialogProps {
  order: BoardOrder;
  onClose: () => void;
  /** Closes the dialog; resolves with true when the action is done. */
  onSend: (order: BoardOrder, action: OrderAction) => Promise<boolean>;
}

/** The customer sees the reason. */
export function ReasonDialog({ order, onClose, onSend }: ReasonDialogProps) {
  const t = useTranslations("partner");
  const stateText = useStateText();
  const { roles } = useStore();
  const formId = useId();
  const [draft, write, clear] = useDraft(`decline.${order.id}.${order.accepted_at}`, draftSchema, {
    reason: "",
    note: "",
  });
  const { reason, note } = draft;
  const [wasSent, setWasSent] = useState(false);

  const allowed = roles.flatMap((role) => nextSteps(order, role));
  const name = allowed.includes("decline") ? "decline" : "cancel";
  const isGone = !allowed.includes(name);
  const isOnItsWay = order.order_status === "Out for Delivery";
  const reasons: readonly Reason[] = isOnItsWay ? ADMIN_REASONS : PARTNER_REASONS;
  const needsWords = reason !== "" && NEED_WORDS.includes(reason);
  const isMissing = { reason: reason === "", note: needsWords && !isVisible(note) };

  function actionFor(chosen: Reason): OrderAction | null {
    const words = note.trim();
    if (name === "cancel") return { name, reason: chosen, note: words };
    const partnerReason = PARTNER_REASONS.find((one) => one === chosen);
    return partnerReason === undefined ? null : { name, reason: partnerReason, note: words };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setWasSent(true);
    if (isGone || reason === "" || isMissing.note) return;
    const action = actionFor(reason);
    if (action !== null && (await onSend(order, action))) clear();
  }

  function close() {
    clear();
    onClose();
  }

  const code = shortCode(order.order_code);
  const customer = order.customer_name;
  const amount = formatMoney(order.final_amount, order.currency);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && close()}
      title={t(name === "decline" ? "decline.title" : "decline.title_cancel", { code })}
      description={
        isGone
          ? stateText("someone_first.order")
          : t(order.payment_method === "cash" ? "decline.description_cash" : "decline.description", {
              customer,
              amount,
            })
      }
      footer={
        <>
          <Button onClick={close}>{t("decline.keep")}</Button>
          <Button variant="danger" type="submit" form={formId} disabled={isGone}>
            {t(`decline.${name}`)}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        <RadioCards
          legend={t("decline.reason")}
          name="reason"
          required
          options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          value={reason}
          onValueChange={(chosen) => write({ ...draft, reason: chosen })}
          error={wasSent && isMissing.reason ? t("decline.reason") : undefined}
        />
        <Field
          label={t("decline.note")}
          optional={!needsWords}
          required={needsWords}
          error={wasSent && isMissing.note ? t("decline.note_missing") : undefined}
        >
          <Textarea
            maxLength={500}
            value={note}
            onChange={(event) => write({ ...draft, note: event.target.value })}
          />
        </Field>
      </form>
    </Dialog>
  );
}
