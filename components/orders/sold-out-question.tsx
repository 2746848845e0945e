"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useId, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { CountdownRing } from "@/components/ui/feedback/countdown-ring";
import { RadioCards } from "@/components/ui/form/radio-cards";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useNow } from "@/hooks/browser/use-now";
import { useStateText } from "@/hooks/browser/use-state-text";
import { type OwnActionOutcome, useOwnAction } from "@/hooks/orders/use-own-action";
import { useRefetchAt } from "@/hooks/orders/use-refetch-at";
import { maintenanceEnd, movedDeadline, runningTime } from "@/lib/broadcasts/client/maintenance";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { ANSWER_MINUTES } from "@/lib/orders/model/terms";
import { leavesNothing } from "@/lib/orders/model/unavailable/leaves-nothing";
import type { SoldOutChoice, UnavailableLine } from "@/lib/orders/model/unavailable/schema";
import { formatMoney, formatTime } from "@/lib/text/format";

interface SoldOutQuestionProps {
  order: BoardOrder;
  answerBy: string;
  /** Gets the focus when the question goes with it. */
  headline: RefObject<HTMLElement | null>;
}

/** Lines without a choice are decided by the server when the time is up. */
export function SoldOutQuestion({ order, answerBy, headline }: SoldOutQuestionProps) {
  const t = useTranslations("orders.sold_out");
  const stateText = useStateText();
  const announce = useAnnounce();
  const titleId = useId();
  const { send, isPending } = useOwnAction(order.id);
  const [choices, setChoices] = useState<ReadonlyMap<string, SoldOutChoice>>(new Map());
  const [isMissing, setMissing] = useState(false);
  const [outcome, setOutcome] = useState<OwnActionOutcome | null>(null);
  useRefetchAt(order.id, answerBy, Date.parse(answerBy) - ANSWER_MINUTES * 60_000);
  const card = useRef<HTMLDivElement>(null);
  // Before the question leaves the page: afterwards nobody knows where the focus was.
  useLayoutEffect(() => {
    const shown = card.current;
    return () => {
      if (shown?.contains(document.activeElement) === true) headline.current?.focus();
    };
  }, [headline]);
  const open = order.unavailable.filter(({ choice }) => choice === null);

  /** An offer that was chosen may have been taken back since. */
  const choiceFor = ({ order_item_id, proposal }: UnavailableLine) => {
    const choice = choices.get(order_item_id) ?? null;
    return choice === "replace" && proposal === null ? null : choice;
  };

  /** With the other lines that are left out. */
  const isLast = (line: UnavailableLine) =>
    leavesNothing(
      order,
      open.filter((other) => other === line || choiceFor(other) === "remove"),
    );

  async function submit(event: FormEvent) {
    event.preventDefault();
    const chosen = open.flatMap((line) => {
      const choice = choiceFor(line);
      return choice === null ? [] : [{ order_item_id: line.order_item_id, choice }];
    });
    const endsOrder = chosen.some(({ choice }) => choice === "cancel");
    const isIncomplete = chosen.length < open.length && !endsOrder;
    setMissing(isIncomplete);
    if (isIncomplete || isPending) return;
    const result = await send({ name: "answer_unavailable", choices: chosen });
    setOutcome(result);
    if (result.kind === "done") announce(t("done", { store: order.tenant_name }));
    const told = problem(result);
    // The question may be over by now, and take what it shows with it.
    if (told !== null && (result.kind === "lost" || result.kind === "refused"))
      showToast((toast) => toast.error(told));
  }

  function problem(outcome: OwnActionOutcome | null): string | null {
    switch (outcome?.kind) {
      case "unreachable":
        return stateText("no_answer.answer");
      case "signed_out":
        return stateText("signed_out.answer");
      case "lost":
        return stateText("someone_first.changed");
      case "refused":
        return outcome.message;
      default:
        return null;
    }
  }

  const told = problem(outcome);
  const isToasted = outcome?.kind === "lost" || outcome?.kind === "refused";
  return (
    <Card ref={card} aria-labelledby={titleId} className="grid grid-cols-1 gap-4">
      <h2 id={titleId} className="text-lg">
        {t("title")}
      </h2>
      <Countdown order={order} answerBy={answerBy} isLast={leavesNothing(order, open)} />
      <form noValidate onSubmit={(event) => void submit(event)} className="grid grid-cols-1 gap-5">
        {open.map((line) => (
          <LineQuestion
            key={line.order_item_id}
            line={line}
            order={order}
            choice={choiceFor(line)}
            onChoice={(choice) => setChoices((all) => new Map(all).set(line.order_item_id, choice))}
            isMissing={isMissing}
            isLast={isLast(line)}
          />
        ))}
        {told !== null && (
          <Banner tone="danger" role={isToasted ? undefined : "alert"}>
            {told}
          </Banner>
        )}
        <Button variant="go" size="lg" type="submit" pending={isPending}>
          {t("send")}
        </Button>
      </form>
    </Card>
  );
}

interface CountdownProps extends Omit<SoldOutQuestionProps, "headline"> {
  /** Whether nothing is left of the order without these lines. */
  isLast: boolean;
}

function Countdown({ order, answerBy, isLast }: CountdownProps) {
  const t = useTranslations("orders.sold_out");
  const now = useNow();
  const total = ANSWER_MINUTES * 60;
  const due = Date.parse(answerBy);
  const asked = due - total * 1000;
  const remaining = now === null ? total : (due - runningTime(asked, now)) / 1000;
  const time = formatTime(new Date(movedDeadline(due, asked)).toISOString(), order.time_zone);
  const values = { store: order.tenant_name, time };
  const isOver = remaining <= 0;
  const isStill = now !== null && !isOver && maintenanceEnd(now) !== null;
  const key = isLast ? (isOver ? "over_last" : "until_last") : isOver ? "over" : "until";
  return (
    <div className="flex items-center gap-3">
      {/* The browser's time is unknown before hydration. */}
      <span className={now === null ? "invisible" : undefined}>
        <CountdownRing remaining={remaining} total={total} size="lg" />
      </span>
      <p className="min-w-0 text-[0.9375rem] text-soft">{t(isStill ? "still" : key, values)}</p>
    </div>
  );
}

interface LineQuestionProps {
  line: UnavailableLine;
  order: BoardOrder;
  choice: SoldOutChoice | null;
  onChoice: (choice: SoldOutChoice) => void;
  isMissing: boolean;
  /** Whether nothing is left of the order without it. */
  isLast: boolean;
}

function LineQuestion({ line, order, choice, onChoice, isMissing, isLast }: LineQuestionProps) {
  const t = useTranslations("orders.sold_out");
  const { order_item_id: id, name, quantity, amount, proposal } = line;
  const money = (minor: number) => formatMoney(minor, order.currency);
  const replace = proposal && {
    value: "replace" as const,
    label: t("replace", { quantity, name: proposal.name }),
    description: [
      t("replace_price", { amount: money(proposal.amount), was: money(amount) }),
      proposal.allergens.length > 0 ? t("contains", { list: proposal.allergens.join(", ") }) : null,
    ]
      .filter((text) => text !== null)
      .join(" · "),
  };
  return (
    <RadioCards<SoldOutChoice>
      legend={t("line", { quantity, name })}
      name={id}
      value={choice}
      onValueChange={onChoice}
      error={isMissing && choice === null ? t("missing") : undefined}
      options={[
        ...(replace === null ? [] : [replace]),
        {
          value: "remove",
          label: t("remove"),
          description: isLast
            ? t("remove_last")
            : t("remove_price", { method: order.payment_method, amount: money(amount) }),
        },
        { value: "cancel", label: t("cancel"), description: t("cancel_hint") },
      ]}
    />
  );
}
