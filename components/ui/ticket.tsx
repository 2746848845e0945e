import type { ComponentProps } from "react";
import type { Stage } from "@/components/ui/stage";
import { cn } from "./cn";

export interface TicketProps extends ComponentProps<"article"> {
  stage: Stage;
  selected?: boolean;
  /** Slides in and settles when it appears; for tickets that arrive, not for those that were there. */
  settles?: boolean;
}

/** An order on the rail. It colours what is inside it: a `go` button takes the stage's colour by itself. */
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
