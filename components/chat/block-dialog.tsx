"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Banner } from "@/components/ui/feedback/banner";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";

interface BlockDialogProps {
  name: string;
  /** Resolves with null when it is done, else with why it is not. */
  block: () => Promise<string | null>;
  onClose: () => void;
}

export function BlockDialog({ name, block, onClose }: BlockDialogProps) {
  const t = useTranslations("chat.block");
  const [state, setState] = useState<{ isPending: boolean; problem: string | null }>({
    isPending: false,
    problem: null,
  });
  async function confirm() {
    setState({ isPending: true, problem: null });
    const problem = await block();
    if (problem === null) return onClose();
    setState({ isPending: false, problem });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("title", { name })}
      description={t("body", { name })}
      confirmLabel={t("confirm")}
      danger
      pending={state.isPending}
      onConfirm={() => void confirm()}
    >
      {state.problem !== null && (
        <Banner tone="danger" role="alert">
          {state.problem}
        </Banner>
      )}
    </ConfirmDialog>
  );
}
