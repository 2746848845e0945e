"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Banner } from "@/components/ui/feedback/banner";
import { showToast } from "@/hooks/browser/show-toast";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import {
  readPermission,
  subscribeThisBrowser,
  thisFingerprint,
  unsubscribeThisBrowser,
} from "@/hooks/notifications/push-browser";
import type { PushDevice } from "@/lib/notifications/model/push-subscription";
import { formatDate } from "@/lib/text/format";

interface PanelProps {
  devices: readonly PushDevice[];
  /** Null where this installation cannot push. */
  publicKey: string | null;
}

interface ThisBrowserState {
  readonly permission: ReturnType<typeof readPermission>;
  readonly fingerprint: string | null;
}

async function readThisBrowser(): Promise<ThisBrowserState> {
  // Without a secure context there is no fingerprint, and no push either.
  return { permission: readPermission(), fingerprint: await thisFingerprint().catch(() => null) };
}

/** The browsers that receive pushes, and a switch for this one. */
export function DevicesPanel({ devices, publicKey }: PanelProps) {
  const t = useTranslations("notifications.push");
  const router = useRouter();
  const add = useCommand("add_push_subscription");
  const remove = useCommand("remove_push_subscription");
  const [here, setHere] = useState<ThisBrowserState | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPending, startTransition] = useTransition();
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    let isShown = true;
    void readThisBrowser().then((now) => {
      if (isShown) setHere(now);
    });
    return () => {
      isShown = false;
    };
  }, []);

  const finish = async (said: string | null, fault: string | null) => {
    setProblem(fault);
    setHere(await readThisBrowser());
    router.refresh();
    if (said !== null) showToast((toast) => toast(said));
  };

  const turnOn = () =>
    startTransition(async () => {
      const subscription = await subscribeThisBrowser(async () => publicKey).catch(() => undefined);
      if (subscription === undefined) return finish(null, t("failed"));
      if (subscription === null) return finish(null, null);
      const result = await add(subscription, { key: newKey() }).catch(() => null);
      if (result?.ok === true) return finish(t("on_done"), null);
      // Otherwise the browser would say "on", and nothing would ever come.
      await unsubscribeThisBrowser().catch(() => null);
      return finish(null, result?.message ?? t("no_answer"));
    });

  const turnOff = () =>
    startTransition(async () => {
      const endpoint = await unsubscribeThisBrowser().catch(() => null);
      // A server that is not reached learns from the push service that the subscription has ended.
      if (endpoint !== null) await remove({ endpoint }, { key: newKey() }).catch(() => null);
      await finish(t("off_done"), null);
    });

  const forget = ({ id, device }: PushDevice) =>
    startTransition(async () => {
      const result = await remove({ id }, { key: newKey() }).catch(() => null);
      // The pressed button disappears with its device.
      heading.current?.focus();
      await finish(
        result?.ok === true ? t("removed", { device }) : null,
        result?.ok === true ? null : (result?.message ?? t("no_answer")),
      );
    });

  return (
    <Card className="grid gap-4">
      <header>
        <h2 ref={heading} tabIndex={-1} className="text-xl">
          {t("title")}
        </h2>
        <p className="mt-1 text-soft">{t("lead")}</p>
      </header>
      {devices.length === 0 ? (
        <p className="text-soft">{t("none")}</p>
      ) : (
        <ul>
          {devices.map((device) => (
            <li
              key={device.id}
              className="flex flex-wrap items-center justify-between gap-2 border-t border-hair py-2 first:border-t-0"
            >
              <div>
                <h3 className="text-base">
                  {device.fingerprint === here?.fingerprint
                    ? t("this_one", { device: device.device })
                    : device.device}
                </h3>
                <p className="text-sm text-soft">
                  {t("since", { date: formatDate(device.created_at, "UTC") })}
                </p>
              </div>
              <Button
                size="sm"
                aria-label={t("remove_named", { device: device.device })}
                onClick={() => forget(device)}
              >
                {t("remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {problem !== null && <Banner tone="danger">{problem}</Banner>}
      {publicKey === null ? (
        <p className="text-soft">{t("unavailable")}</p>
      ) : (
        <ThisBrowser
          permission={here?.permission ?? null}
          // A subscription that another person or an ended session has made does not count.
          isOn={devices.some(({ fingerprint }) => fingerprint === here?.fingerprint)}
          isPending={isPending}
          onTurnOn={turnOn}
          onTurnOff={turnOff}
        />
      )}
    </Card>
  );
}

function ThisBrowser({
  permission,
  isOn,
  isPending,
  onTurnOn,
  onTurnOff,
}: {
  permission: ThisBrowserState["permission"] | null;
  isOn: boolean;
  isPending: boolean;
  onTurnOn: () => void;
  onTurnOff: () => void;
}) {
  const t = useTranslations("notifications.push");
  if (permission === "unsupported" || permission === "blocked") return <p>{t(permission)}</p>;
  return (
    <Button
      variant={isOn ? undefined : "go"}
      // Until the browser has said which, the place is kept.
      className={permission === null ? "invisible justify-self-start" : "justify-self-start"}
      pending={isPending}
      onClick={isOn ? onTurnOff : onTurnOn}
    >
      {t(isOn ? "off" : "on")}
    </Button>
  );
}
