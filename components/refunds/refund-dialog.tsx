"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { NumberStepper } from "@/components/ui/form/number-stepper";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { Select } from "@/components/ui/form/select";
import { Textarea } from "@/components/ui/form/textarea";
import { Dialog } from "@/components/ui/overlay/dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { useOrderRefunds } from "@/hooks/refunds/use-order-refunds";
import { type RefundKind, useRefundForm } from "@/hooks/refunds/use-refund-form";
import type { OrderRefunds, RefundResult } from "@/lib/refunds/model/schema";
import { FAULTS, REFUND_NOTE_LENGTH, REFUND_REASONS } from "@/lib/refunds/model/terms";
import { formatMoney } from "@/lib/text/format";

interface RefundDialogProps {
  orderId: string;
  orderCode: string;
  /** The order's customer asks; otherwise staff or an admin refund. */
  isCustomer?: boolean;
  onClose: () => void;
  onDone?: (() => void) | undefined;
}

/** Asks for a refund, or grants one. Reads what is left when it opens. */
export function RefundDialog({ orderId, orderCode, isCustomer = false, onClose, onDone }: RefundDialogProps) {
  const t = useTranslations("refunds");
  const common = useTranslations("common");
  const { data: order, isError, refetch } = useOrderRefunds(orderId);
  const formId = useId();
  const close = (refund: RefundResult) => {
    showToast((toast) => toast(t(`form.done.${refund.status}`)));
    onDone?.();
    onClose();
  };
  const canSend = order !== undefined && order.left > 0;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(isCustomer ? "own.dialog" : "title", { code: orderCode })}
      description={isCustomer ? t("own.lead") : undefined}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          {canSend && (
            <Button variant="go" type="submit" form={formId}>
              {t(isCustomer ? "form.ask" : "form.send_plain")}
            </Button>
          )}
        </>
      }
    >
      {order !== undefined ? (
        order.left > 0 ? (
          <RefundForm order={order} formId={formId} onDone={close} />
        ) : (
          <Banner title={t("form.nothing_title")}>{t("form.nothing")}</Banner>
        )
      ) : isError ? (
        <Banner
          tone="danger"
          role="alert"
          actions={<Button onClick={() => void refetch()}>{common("retry")}</Button>}
        >
          {t("form.error")}
        </Banner>
      ) : (
        <div role="status" className="grid gap-3">
          <span className="sr-only">{t("form.loading")}</span>
          <Skeleton className="h-16 rounded-xl" />
          <Skeleton className="h-28 rounded-xl" />
        </div>
      )}
    </Dialog>
  );
}

interface RefundFormProps {
  order: OrderRefunds;
  formId: string;
  onDone: (refund: RefundResult) => void;
}

function RefundForm({ order, formId, onDone }: RefundFormProps) {
  const t = useTranslations("refunds.form");
  const form = useRefundForm(order, { unreachable: t("unreachable"), onDone });
  const isCustomer = order.as === "customer";
  const left = formatMoney(order.left, order.currency);
  const dishes = order.lines.filter((line) => line.left > 0);
  const kinds: RefundKind[] = ["items", "amount", "full"];
  const isMissing = (what: "items" | "amount" | "reason") => form.missing.includes(what);
  return (
    <form
      id={formId}
      noValidate
      aria-busy={form.isPending}
      onSubmit={(event) => void form.submit(event)}
      className="grid gap-4"
    >
      <p>{t("left", { amount: left })}</p>
      <RadioCards<RefundKind>
        legend={t(isCustomer ? "kind_ask" : "kind")}
        name={`${formId} kind`}
        value={form.kind}
        onValueChange={form.setKind}
        error={isMissing("items") && form.kind === "items" ? t("none_chosen") : undefined}
        options={kinds.map((value) => ({ value, label: t(`kinds.${value}`, { amount: left }) }))}
      />
      {form.kind === "items" && (
        <ul aria-label={t("dishes")} className="grid gap-2">
          {dishes.map((line) => (
            <li key={line.id} className="flex flex-wrap items-center justify-between gap-2">
              <bdi className="wrap-anywhere">{line.name}</bdi>
              <NumberStepper
                label={t("dish", { name: line.name, count: form.quantities[line.id] ?? 0, left: line.left })}
                value={form.quantities[line.id] ?? 0}
                maximum={line.left}
                onValueChange={(quantity) => form.setQuantity(line.id, quantity)}
              />
            </li>
          ))}
        </ul>
      )}
      {form.kind === "amount" && (
        <Field
          label={t("amount", { currency: order.currency })}
          error={isMissing("amount") ? t("amount_wrong", { amount: left }) : undefined}
          required
        >
          <Input
            inputMode="decimal"
            autoComplete="off"
            maxLength={14}
            value={form.amount}
            onChange={({ target }) => form.setAmount(target.value)}
          />
        </Field>
      )}
      <Field label={t("reason")} error={isMissing("reason") ? t("reason_missing") : undefined} required>
        <Select
          value={form.reason}
          onChange={({ target }) =>
            form.setReason(REFUND_REASONS.find((reason) => reason === target.value) ?? "")
          }
        >
          <option value="" />
          {REFUND_REASONS.map((reason) => (
            <option key={reason} value={reason}>
              {t(`reasons.${reason}`)}
            </option>
          ))}
        </Select>
      </Field>
      {!isCustomer && (
        <Field label={t("fault")} description={t("fault_hint")}>
          <Select
            value={form.fault}
            onChange={({ target }) => form.setFault(FAULTS.find((fault) => fault === target.value) ?? null)}
          >
            {FAULTS.map((fault) => (
              <option key={fault} value={fault}>
                {t(`faults.${fault}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field
        label={t("note")}
        description={isCustomer ? t("note_hint") : undefined}
        error={form.noteProblem ?? undefined}
        optional
      >
        <Textarea
          rows={3}
          maxLength={REFUND_NOTE_LENGTH}
          value={form.note}
          onChange={({ target }) => form.setNote(target.value)}
        />
      </Field>
      {order.limit !== null && (
        <p className="text-soft">{t("limit", { amount: formatMoney(order.limit, order.currency) })}</p>
      )}
      {form.problem !== null && (
        <Banner tone="danger" role="alert">
          {form.problem}
        </Banner>
      )}
    </form>
  );
}
