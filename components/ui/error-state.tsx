"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export interface ErrorStateProps {
  title?: ReactNode;
  /** What happened, what was kept, what to do. Never an exception's message. */
  children?: ReactNode;
  /** Next's reference to the server's log. */
  digest?: string;
  onRetry?: () => void;
  pending?: boolean;
  actions?: ReactNode;
  heading?: "h1" | "h2" | "h3";
}

export function ErrorState({ title, children, digest, onRetry, pending, actions, heading }: ErrorStateProps) {
  const t = useTranslations("common");
  return (
    <EmptyState
      heading={heading}
      icon={<TriangleAlert />}
      title={title ?? t("error.title")}
      actions={
        <>
          {onRetry !== undefined && (
            <Button variant="go" size="lg" pending={pending} onClick={onRetry}>
              {t("retry")}
            </Button>
          )}
          {actions}
        </>
      }
    >
      {children ?? t("error.body")}
      {digest !== undefined && <p className="state-digest">{t("reference", { digest })}</p>}
    </EmptyState>
  );
}
