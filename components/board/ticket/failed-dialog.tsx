import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Textarea } from "@/components/ui/form/textarea";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { FailedDelivery } from "@/lib/dispatch/model/failed-delivery";
import { REASON_LENGTH } from "@/lib/dispatch/model/screen/reason-length";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ADMIN_REASONS } from "@/lib/orders/model/terms";
import { shortCode } from "./short-code";
import type { TicketHandlers } from "./ticket-handlers";

const WAYS = ["deliver", "release", "cancel"] as const;
type Way = (typeof WAYS)[number];

interface FailedDialogProps {
  order: BoardOrder;
  failed: FailedDelivery;
  handlers: Pick<TicketHandlers, "change">;
  onClose: () => void;
}

/** What becomes of food that a rider could not hand over: it was brought after all, another rider brings it, or nobody does. */
export function FailedDialog({ order, failed, handlers, onClose }: FailedDialogProps) {
  const t = useTranslations("partner");
  const stateText = useStateText();
  const assign = useCommand("assign_rider");
  const formId = useId();
  const [way, setWay] = useState<Way | "">("");
  const [reason, setReason] = useState<(typeof ADMIN_REASONS)[number]>("DELIVERY_FAILED");
  const [note, setNote] = useState("");
  const [wasSent, setWasSent] = useState(false);
  const [isPending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const isGone = order.rider_state !== "failed" || order.order_status !== "Out for Delivery";

  async function release() {
    setPending(true);
    const input = { order_ids: [order.id], rider_id: null, reason: note.trim() };
    const answer = await assign(input, { key: newKey() }).catch(() => null);
    setPending(false);
    if (answer?.ok === true) onClose();
    else setProblem(answer?.message ?? stateText("no_answer.fleet"));
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    setWasSent(true);
    setProblem(null);
    if (isGone || isPending || way === "") return;
    if (way === "release") return void release();
    handlers.change(
      order,
      way === "deliver" ? { name: "deliver" } : { name: "cancel", reason, note: note.trim() },
    );
    onClose();
  }

  const ways = WAYS.filter((one) => one !== "release" || failed.may_release);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("failed.title", { code: shortCode(order.order_code) })}
      description={
        isGone
          ? stateText("someone_first.order")
          : t("failed.description", { rider: order.rider_name ?? t("failed.rider") })
      }
      footer={
        <>
          <Button onClick={onClose}>{t("failed.later")}</Button>
          <Button
            variant={way === "cancel" ? "danger" : "go"}
            type="submit"
            form={formId}
            disabled={isGone}
            pending={isPending}
          >
            {t(way === "" ? "failed.decide_now" : `failed.confirm.${way}`)}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="grid gap-4">
        <RadioCards
          legend={t("failed.way")}
          name="way"
          required
          options={ways.map((value) => ({
            value,
            label: t(`failed.ways.${value}`),
            description: t(`failed.hints.${value}`),
          }))}
          value={way}
          onValueChange={setWay}
          error={wasSent && way === "" ? t("failed.way") : undefined}
        />
        {way === "cancel" && (
          <RadioCards
            legend={t("decline.reason")}
            name="reason"
            required
            options={ADMIN_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
            value={reason}
            onValueChange={setReason}
          />
        )}
        {(way === "cancel" || way === "release") && (
          <Field label={t(`failed.note.${way}`)} optional>
            <Textarea
              maxLength={way === "release" ? REASON_LENGTH : 500}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
        )}
        {problem !== null && (
          <p role="alert" className="text-late">
            {problem}
          </p>
        )}
      </form>
    </Dialog>
  );
}
