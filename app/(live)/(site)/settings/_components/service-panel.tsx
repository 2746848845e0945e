"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { ButtonLink } from "@/components/ui/button-link";
import { Card } from "@/components/ui/card";
import { ignore, useChannel } from "@/hooks/realtime/use-channel";
import { useRealtime } from "@/hooks/realtime/use-realtime";
import { useSpreadOut } from "@/hooks/realtime/use-spread-out";
import { broadcastChannel } from "@/lib/auth/model/channels";
import { pageFetch } from "@/lib/http/page/page-fetch";
import { type PublicStatus, statusAnswerSchema } from "@/lib/status/model/schema";

const EVERY_MS = 30_000;
const PATIENCE_MS = 5_000;
/** Events of its channel that say nothing about it. */
const NO_STATUS = {
  announcement: ignore,
  maintenance: ignore,
  platform_switch: ignore,
  system_update: ignore,
};

/** Our own latency of today and the present status, which every page's stream is told of. */
export function ServicePanel({ first }: { first: PublicStatus }) {
  const t = useTranslations("settings.service");
  const { state } = useRealtime();
  const [{ status, latency_ms }, setStatus] = useState(first);
  const read = useCallback(async () => {
    const answer = await pageFetch("/api/status", { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
      () => null,
    );
    const parsed = statusAnswerSchema.safeParse(answer?.body);
    if (parsed.success) setStatus(parsed.data.data);
  }, []);
  const readSoon = useSpreadOut(() => void read());
  useChannel(broadcastChannel.of(), {
    system_health: ({ status: changed }) => setStatus((before) => ({ ...before, status: changed })),
    ...NO_STATUS,
    reset: readSoon,
  });
  const isLive = state === "live";
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void read();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isLive, read]);
  return (
    <Card aria-labelledby="service" className="grid gap-2">
      <h2 id="service" className="text-xl">
        {t("title")}
      </h2>
      <p>{t(`status.${status}`)}</p>
      <p className="text-soft">{latency_ms.p95 === null ? t("none") : t("p95", { ms: latency_ms.p95 })}</p>
      <ButtonLink href="/status" prefetch={false} className="justify-self-start">
        {t("more")}
      </ButtonLink>
    </Card>
  );
}
