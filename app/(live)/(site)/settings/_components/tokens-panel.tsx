"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Card } from "@/components/ui/card";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { accountChannel } from "@/lib/auth/model/account-channel";
import type { Scope } from "@/lib/auth/model/scopes";
import type { ApiToken, CreatedToken } from "@/lib/auth/model/tokens";
import { NewToken } from "./new-token";
import { TokenForm } from "./token-form";
import { TokenList } from "./token-list";

interface TokensPanelProps {
  userId: string;
  tokens: readonly ApiToken[];
  /** The cursor at which the tokens were read. */
  since: string | undefined;
  scopes: readonly Scope[];
  renderedAt: number;
}

/** A person's tokens. Those that are created or revoked on another page appear and disappear here, too. */
export function TokensPanel({ userId, tokens, since, scopes, renderedAt }: TokensPanelProps) {
  const t = useTranslations("settings.tokens");
  const router = useRouter();
  const [revoked, setRevoked] = useState<ReadonlySet<string>>(new Set());
  const [created, setCreated] = useState<CreatedToken | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // The pressed button disappears with its token, so the focus moves to the panel.
  const keepFocus = () => heading.current?.focus();
  const refresh = () => router.refresh();
  const refreshSoon = useSpreadOut(refresh);
  const remove = (id: string) => {
    setRevoked((before) => new Set(before).add(id));
    setCreated((before) => (before?.token.id === id ? null : before));
  };
  useChannel(
    accountChannel.of(userId),
    // The event of a new token lacks its permissions.
    {
      token_created: refresh,
      token_revoked: ({ id }) => remove(id),
      export_ready: refresh,
      account_banned: ignore,
      account_restored: ignore,
      reset: refreshSoon,
    },
    { since },
  );
  return (
    <Card className="grid gap-5">
      <header>
        <h2 ref={heading} tabIndex={-1} className="text-xl">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("lead", { header: "Authorization: Bearer" })}</p>
      </header>
      <TokenList
        tokens={tokens.filter(({ id }) => !revoked.has(id))}
        renderedAt={renderedAt}
        onRevoked={(id) => {
          remove(id);
          keepFocus();
        }}
      />
      {created === null ? (
        <TokenForm
          offered={scopes}
          onCreated={(made) => {
            setCreated(made);
            refresh();
          }}
        />
      ) : (
        <NewToken
          created={created}
          onDone={() => {
            setCreated(null);
            keepFocus();
          }}
        />
      )}
    </Card>
  );
}
