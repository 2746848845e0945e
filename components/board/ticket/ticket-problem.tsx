import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { ActionProblem } from "@/hooks/board/use-order-actions";
import { useProblemWords } from "@/hooks/board/use-problem-words";
import type { BoardOrder } from "@/lib/orders/model/schema";
import type { TicketHandlers } from "./ticket-handlers";

interface TicketProblemProps {
  order: BoardOrder;
  problem: ActionProblem;
  handlers: TicketHandlers;
}

/** Stands on the ticket until it is dismissed, or the next press goes through. */
export function TicketProblem({ order, problem, handlers }: TicketProblemProps) {
  const t = useTranslations("partner");
  const words = useProblemWords();
  // "A moment ago" is true for the moment in which it is first said.
  const [sentence] = useState(() => words(problem));
  const strip = useRef<HTMLDivElement>(null);
  // The order may have moved on to where it is out of sight; whoever pressed shall see what became of it.
  useEffect(() => {
    // In braces: newer browsers answer with a promise, which React would call as the effect's end.
    strip.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={strip} className="ticket-problem" data-kind={problem.kind}>
      <p>{sentence}</p>
      {problem.kind === "unreachable" ? (
        <Button size="sm" onClick={() => handlers.change(order, problem.action)}>
          {t("action.retry")}
        </Button>
      ) : (
        <IconButton size="sm" label={t("ticket.dismiss")} onClick={() => handlers.dismiss(order.id)}>
          <X aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}
