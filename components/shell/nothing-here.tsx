import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/feedback/empty-state";

interface NothingHereProps {
  title: ReactNode;
  children: ReactNode;
  href: string;
  action: ReactNode;
}

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
