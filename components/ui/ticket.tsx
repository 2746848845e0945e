import type { ComponentProps } from "react";
import type { Stage } from "@/components/ui/stage";
import { cn } from "./cn";

export interface TicketProps extends ComponentProps<"article"> {
  stage: Stage;
  selected?: boolean;
  /** Animates the ticket when it is mounted; for tickets that arrive while the page is open. */
  settles?: boolean;
}

/** An order's ticket. Its stage colours the content: a `go` button inherits the stage's colour. */
export function Ticket({
  stage,
  selected = false,
  settles = false,
  className,
  children,
  ...props
}: TicketProps) {
  return (
    <article
      data-slot="ticket"
      data-stage={stage}
      data-selected={selected || undefined}
      className={cn("ticket", settles && "ticket-settle", className)}
      {...props}
    >
      <span aria-hidden="true" className="ticket-edge" />
      {children}
    </article>
  );
}
