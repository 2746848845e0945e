"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useStateText } from "@/hooks/browser/use-state-text";
import { type CancelOutcome, useCancelOrder } from "@/hooks/orders/use-cancel-order";
import { useOrderWords } from "@/hooks/orders/use-order-words";
import { isFinal, nextSteps } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { formatMoney, formatTime } from "@/lib/text/format";

/** Replaces the button by an explanation when it is too late, also under an open dialog. */
export function CancelOrder({ order }: { order: BoardOrder }) {
  const t = useTranslations("orders.cancel");
  const stateText = useStateText();
  const { sentence } = useOrderWords();
  const announce = useAnnounce();
  const { cancel, isPending } = useCancelOrder(order.id);
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<CancelOutcome | null>(null);
  const explanation = useRef<HTMLParagraphElement>(null);
  const mayCancel = nextSteps(order, "customer").includes("cancel");
  const store = order.tenant_name;
  // The store took its acceptance back: what happened before no longer explains anything.
  if (mayCancel && outcome?.kind === "lost") setOutcome(null);

  // The order was cancelled or accepted: close the dialog and move the focus to the result.
  const isAnswered = isAsking && !mayCancel && !isPending;
  useEffect(() => {
    if (!isAnswered) return;
    setAsking(false);
    explanation.current?.focus();
  }, [isAnswered]);

  async function confirm() {
    const result = await cancel();
    setOutcome(result);
    if (result.kind === "cancelled") announce(t("done", { code: order.order_code }));
  }

  function locked(): string | null {
    if (outcome?.kind === "cancelled") return t("done", { code: order.order_code });
    if (isFinal(order.order_status))
      return outcome?.kind === "lost" ? stateText("order_gone.cancel", { sentence: sentence(order) }) : null;
    const time = formatTime(order.accepted_at ?? order.updated_at, order.time_zone);
    return stateText(outcome?.kind === "lost" ? "too_late.cancel_lost" : "too_late.cancel_locked", {
      store,
      time,
    });
  }

  if (!mayCancel) {
    const text = locked();
    if (text === null) return null;
    return (
      <p
        ref={explanation}
        tabIndex={-1}
        className={outcome?.kind === "lost" ? "font-semibold text-[0.9375rem]" : "text-[0.9375rem] text-soft"}
      >
        {text}
      </p>
    );
  }

  function problem(): string | null {
    switch (outcome?.kind) {
      case "unreachable":
        return stateText("no_answer.cancel");
      case "signed_out":
        return stateText("signed_out.cancel");
      case "refused":
        return outcome.message;
      default:
        return null;
    }
  }

  const told = problem();
  return (
    <>
      <Button aria-label={t("of_order", { code: order.order_code })} onClick={() => setAsking(true)}>
        {t("button")}
      </Button>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("title", { store })}
        description={
          order.payment_method === "cash"
            ? t("body_cash", { store })
            : t("body_card", { store, amount: formatMoney(order.final_amount, order.currency) })
        }
        confirmLabel={t("confirm")}
        cancelLabel={t("keep")}
        danger
        pending={isPending}
        onConfirm={() => void confirm()}
      >
        {told !== null && (
          <Banner tone="danger" role="alert">
            {told}
          </Banner>
        )}
      </ConfirmDialog>
    </>
  );
}
