"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/hooks/browser/show-toast";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import type { ApiToken } from "@/lib/auth/model/tokens";
import { formatDate } from "@/lib/text/format";
import { formatAgo } from "@/lib/text/format-from-now";

function TokenEnd({ token, renderedAt }: { token: ApiToken; renderedAt: number }) {
  const t = useTranslations("settings.tokens.list");
  const isOver = Date.parse(token.expires_at) <= renderedAt;
  return (
    <span className={isOver ? "font-semibold text-late" : undefined}>
      <span>{`${isOver ? t("expired") : t("expires")} `}</span>
      <time dateTime={token.expires_at}>{formatDate(token.expires_at, "UTC")}</time>
    </span>
  );
}

function TokenRow({
  token,
  renderedAt,
  onRevoke,
}: {
  token: ApiToken;
  renderedAt: number;
  onRevoke: () => void;
}) {
  const t = useTranslations("settings.tokens.list");
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-hair py-3 first:border-t-0 sm:grid-cols-[1fr_auto] sm:items-center">
      <div className="min-w-0">
        <h3 className="text-base">{token.name}</h3>
        <p className="text-sm text-soft">
          <code>{token.scopes.join(" ")}</code>
        </p>
        <p className="text-sm text-soft">
          <span>{`${t("created")} `}</span>
          <time dateTime={token.created_at}>{formatDate(token.created_at, "UTC")}</time>
          <span>{` · ${t("last_used")} `}</span>
          {token.last_used_at === null ? (
            <span>{t("never")}</span>
          ) : (
            <time dateTime={token.last_used_at}>{formatAgo(token.last_used_at, renderedAt)}</time>
          )}
          <span>{" · "}</span>
          <TokenEnd token={token} renderedAt={renderedAt} />
        </p>
      </div>
      <Button
        size="sm"
        className="justify-self-start"
        aria-label={t("revoke_named", { name: token.name })}
        onClick={onRevoke}
      >
        {t("revoke")}
      </Button>
    </li>
  );
}

export function TokenList({
  tokens,
  renderedAt,
  onRevoked,
}: {
  tokens: readonly ApiToken[];
  renderedAt: number;
  onRevoked: (id: string) => void;
}) {
  const t = useTranslations("settings.tokens");
  const stateText = useStateText();
  const revokeToken = useCommand("revoke_token");
  const [asked, setAsked] = useState<ApiToken | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();

  const revoke = () =>
    startTransition(async () => {
      if (asked === null) return;
      const result = await revokeToken({ token_id: asked.id }, { key: newKey() }).catch(() => null);
      if (result?.ok !== true) {
        showToast((toast) => toast.error(result?.message ?? stateText("no_answer.token")));
        return;
      }
      setOpen(false);
      onRevoked(asked.id);
      showToast((toast) => toast(t("revoke.done", { name: asked.name })));
    });

  return (
    <>
      {tokens.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul>
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              renderedAt={renderedAt}
              onRevoke={() => {
                setAsked(token);
                setOpen(true);
              }}
            />
          ))}
        </ul>
      )}
      <ConfirmDialog
        danger
        open={isOpen}
        onOpenChange={setOpen}
        title={t("revoke.title", { name: asked?.name ?? "" })}
        description={t("revoke.lead")}
        confirmLabel={t("revoke.confirm")}
        cancelLabel={t("revoke.keep")}
        onConfirm={revoke}
        pending={isPending}
      />
    </>
  );
}
