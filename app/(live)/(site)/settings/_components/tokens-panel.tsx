"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Card } from "@/components/ui/card";
import type { Scope } from "@/lib/auth/model/scopes";
import type { ApiToken, CreatedToken } from "@/lib/auth/model/tokens";
import { NewToken } from "./new-token";
import { TokenForm } from "./token-form";
import { TokenList } from "./token-list";

interface TokensPanelProps {
  tokens: ApiToken[];
  scopes: readonly Scope[];
  renderedAt: number;
}

export function TokensPanel({ tokens, scopes, renderedAt }: TokensPanelProps) {
  const t = useTranslations("settings.tokens");
  const [kept, setKept] = useState(tokens);
  const [created, setCreated] = useState<CreatedToken | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // The pressed button disappears with its token, so the focus moves to the panel.
  const keepFocus = () => heading.current?.focus();
  return (
    <Card className="grid gap-5">
      <header>
        <h2 ref={heading} tabIndex={-1} className="text-xl">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("lead", { header: "Authorization: Bearer" })}</p>
      </header>
      <TokenList
        tokens={kept}
        renderedAt={renderedAt}
        onRevoked={(id) => {
          setKept((before) => before.filter((token) => token.id !== id));
          setCreated((before) => (before?.token.id === id ? null : before));
          keepFocus();
        }}
      />
      {created === null ? (
        <TokenForm
          offered={scopes}
          onCreated={(made) => {
            setCreated(made);
            setKept((before) => [made.token, ...before]);
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
