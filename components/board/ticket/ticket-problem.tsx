import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
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

export function TicketProblem({ order, problem, handlers }: TicketProblemProps) {
  const t = useTranslations("partner");
  const words = useProblemWords();
  const [{ happened, todo }] = useState(() => words(problem));
  const strip = useRef<HTMLDivElement>(null);
  // Scrolls to the ticket, which may have moved out of sight.
  useEffect(() => {
    // In braces: newer browsers return a promise, which React would take for the effect's clean-up.
    strip.current?.scrollIntoView({ block: "nearest" });
  }, []);
  return (
    <div ref={strip} className="ticket-problem" data-kind={problem.kind}>
      <p>{todo === null ? happened : `${happened}. ${todo}`}</p>
      <IconButton size="sm" label={t("ticket.dismiss")} onClick={() => handlers.dismiss(order.id)}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}
