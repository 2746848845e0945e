"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { Dialog } from "@/components/ui/overlay/dialog";
import { useStore } from "@/hooks/board/store-context";
import { useStateText } from "@/hooks/browser/use-state-text";
import { fetchMenu } from "@/lib/menu/client/fetch-menu";
import type { MenuItem } from "@/lib/menu/model/schema";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder, OrderItem } from "@/lib/orders/model/schema";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { leavesNothing } from "@/lib/orders/model/unavailable/leaves-nothing";
import { unavailableLine } from "@/lib/orders/model/unavailable/lines";
import { formatMoney } from "@/lib/text/format";
import { shortCode } from "./short-code";

interface SoldOutDialogProps {
  order: BoardOrder;
  onClose: () => void;
  /** Closes the dialog; resolves with true when the action is done. */
  onSend: (order: BoardOrder, action: OrderAction) => Promise<boolean>;
}

const NOTHING = "";

/** A dish with a required choice has no price yet. */
const canBeProposed = ({ available, options }: MenuItem) =>
  available && options.every(({ group }) => group.minimum === 0);

/** Returns the dishes that can be proposed; undefined while they are read. */
function useDishes(slug: string): { dishes: readonly MenuItem[] | undefined; hasFailed: boolean } {
  const { data, isError } = useQuery({
    queryKey: ["proposals", slug],
    queryFn: async ({ signal }) => {
      const menu = await fetchMenu(slug, signal);
      return menu.categories.flatMap(({ items }) => items).filter(canBeProposed);
    },
    // Each time the dialog opens: what is sold out changes during an evening.
    staleTime: 0,
  });
  return { dishes: data, hasFailed: isError };
}

/** Maps the marked lines to the dishes proposed for them, or to nothing. */
type Marked = ReadonlyMap<string, string>;

export function SoldOutDialog({ order, onClose, onSend }: SoldOutDialogProps) {
  const t = useTranslations("partner.sold_out");
  const action = useTranslations("partner.action");
  const stateText = useStateText();
  const { tenant } = useStore();
  const formId = useId();
  const [marked, setMarked] = useState<Marked>(new Map());
  const [isMissing, setMissing] = useState(false);
  const { dishes, hasFailed } = useDishes(tenant.slug);
  const lines = order.items.filter((item) => unavailableLine(order, item) === null);
  const proposable = (item: OrderItem) =>
    (dishes ?? []).filter(({ id }) => id !== item.menu_item_id && !isMarkedDish(order, marked, id));
  // A dish that was chosen before may be sold out, or ticked, by now.
  const proposalFor = (item: OrderItem) =>
    proposable(item).find(({ id }) => id === marked.get(item.id))?.id ?? null;
  const stillAsked = (item: OrderItem) =>
    order.if_sold_out === "ask" && unavailableLine(order, item)?.choice === null;
  const mayBeLeftOut = order.items.filter((item) => marked.has(item.id) || stillAsked(item));
  const follows = leavesNothing(order, mayBeLeftOut) ? "follows_last" : "follows";
  const asked = order.items.filter((item) => unavailableLine(order, item)?.choice === null);
  const isGone = order.order_status !== "Preparing";
  const hasNone = isGone || lines.length === 0;

  function mark(item: OrderItem, isMarked: boolean) {
    const next = new Map(marked);
    if (isMarked) next.set(item.id, NOTHING);
    else next.delete(item.id);
    setMarked(next);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const items = lines
      .filter(({ id }) => marked.has(id))
      .map((item) => ({ order_item_id: item.id, proposal: proposalFor(item) }));
    setMissing(items.length === 0);
    if (hasNone || items.length === 0) return;
    await onSend(order, { name: "mark_unavailable", items });
  }

  const code = shortCode(order.order_code);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { code })}
      description={
        isGone
          ? stateText("someone_first.order")
          : lines.length === 0
            ? t("none_left")
            : t(`${follows}.${order.if_sold_out}`, { customer: order.customer_name, minutes: ANSWER_MINUTES })
      }
      footer={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button variant="go" type="submit" form={formId} disabled={hasNone}>
            {t("send")}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="grid gap-4">
        {isMissing && (
          <Banner tone="danger" role="alert">
            {t("missing")}
          </Banner>
        )}
        {hasFailed && <Banner tone="danger">{t("menu_failed")}</Banner>}
        {!isGone &&
          asked.map((item) => (
            <div key={item.id} className="flex flex-wrap items-center justify-between gap-2">
              <p id={`${formId}-${item.id}`}>
                {t("asked", { quantity: item.quantity, name: item.name, customer: order.customer_name })}
              </p>
              <Button
                size="sm"
                aria-describedby={`${formId}-${item.id}`}
                onClick={() => void onSend(order, { name: "mark_available", order_item_ids: [item.id] })}
              >
                {action("mark_available")}
              </Button>
            </div>
          ))}
        {lines.map((item) => (
          <div key={item.id} className="grid gap-2">
            <Checkbox
              label={t("line", { quantity: item.quantity, name: item.name })}
              description={item.options.map(({ name }) => name).join(" · ")}
              checked={marked.has(item.id)}
              onChange={(event) => mark(item, event.target.checked)}
            />
            {marked.has(item.id) && (
              <Field label={t("instead", { name: item.name })}>
                <Select
                  value={proposalFor(item) ?? NOTHING}
                  onChange={(event) => setMarked(new Map(marked).set(item.id, event.target.value))}
                >
                  <option value={NOTHING}>{t("nothing")}</option>
                  {proposable(item).map(({ id, name, price }) => (
                    <option key={id} value={id}>
                      {t("dish", { name, price: formatMoney(price, order.currency) })}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
          </div>
        ))}
      </form>
    </Dialog>
  );
}

/** A dish that is sold out in one line, now or earlier, is no replacement for another. */
function isMarkedDish(order: BoardOrder, marked: Marked, dishId: string): boolean {
  return order.items.some(
    (item) => item.menu_item_id === dishId && (marked.has(item.id) || unavailableLine(order, item) !== null),
  );
}
