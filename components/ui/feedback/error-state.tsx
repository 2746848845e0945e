"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Words } from "@/components/ui/words";

export interface ErrorStateProps {
  title?: ReactNode;
  /** Must never be the message of an exception. */
  children?: ReactNode;
  error: unknown;
  onRetry: () => void;
  actions?: ReactNode;
  heading?: "h1" | "h2" | "h3";
}

/** Imports hardly any other component, because error boundaries are part of every page's first load. */
export function ErrorState({
  title,
  children,
  error,
  onRetry,
  actions,
  heading: Heading = "h1",
}: ErrorStateProps) {
  const t = useTranslations("common");
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : undefined;
  return (
    <div data-slot="error-state" className="state">
      <span aria-hidden="true" className="state-icon">
        ▲
      </span>
      <Heading className="state-title">{title ?? t("error.title")}</Heading>
      <div className="state-body">
        <Words>{children ?? t("error.body")}</Words>
        {digest !== undefined && <p className="state-digest">{t("reference", { digest })}</p>}
      </div>
      <div className="state-actions">
        <button type="button" className="button button-go button-lg" onClick={onRetry}>
          {t("retry")}
        </button>
        <Words>{actions}</Words>
      </div>
    </div>
  );
}
