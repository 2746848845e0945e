import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/feedback/empty-state";

interface NothingHereProps {
  title: ReactNode;
  /** The possible reason. */
  children: ReactNode;
  href: string;
  action: ReactNode;
}

/** A not-found page inside its frame, with a link to where to go instead. */
export function NothingHere({ title, children, href, action }: NothingHereProps) {
  return (
    <EmptyState
      heading="h1"
      icon={<SearchX />}
      title={title}
      actions={
        <ButtonLink href={href} variant="go" size="lg">
          {action}
        </ButtonLink>
      }
    >
      {children}
    </EmptyState>
  );
}
