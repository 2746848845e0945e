"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Banner } from "@/components/ui/feedback/banner";
import { useBroadcasts, useStatedBroadcasts } from "@/hooks/broadcasts/use-broadcasts";
import { useCalm } from "@/hooks/broadcasts/use-calm";
import { showToast } from "@/hooks/browser/show-toast";
import { useAnnounce } from "@/hooks/browser/use-announce";
import { useClock, useNow } from "@/hooks/browser/use-now";
import { usePreference } from "@/hooks/browser/use-preference";
import { useStateText } from "@/hooks/browser/use-state-text";
import { newKey } from "@/hooks/commands/new-key";
import { useCommand } from "@/hooks/commands/use-command";
import { audienceOfPath, isDismissible, isUrgent, phaseOf, shownOn } from "@/lib/broadcasts/model/phase";
import type { Broadcast, PlatformState } from "@/lib/broadcasts/model/schema";
import { DISMISSED_KEY } from "@/lib/cart/model/storage-keys";
import { serverNow } from "@/lib/realtime/client/server-clock";
import { BroadcastBanner } from "./broadcast-banner";
import "./broadcasts.css";

const DISMISSED_AT_MOST = 60;
const NOTHING: { broadcasts: readonly Broadcast[]; halted: PlatformState["stopped"] } = {
  broadcasts: [],
  halted: [],
};
const versionOf = ({ id, version }: Broadcast) => `${id}.${version}`;

/** Pages show the switches that matter on them; admins see all. */
function concernsPath(name: PlatformState["stopped"][number]["name"], path: string): boolean {
  if (path.startsWith("/admin")) return true;
  if (name === "intake") return !path.startsWith("/rider");
  if (name === "dispatch") return path.startsWith("/rider") || path.endsWith("/dispatch");
  return false;
}

interface BroadcastsProps {
  fromServer: PlatformState;
  since: string | undefined;
}

/** For somebody who is signed in: kept current by the stream. */
export function Broadcasts({ fromServer, since }: BroadcastsProps) {
  const { state, confirmed } = useBroadcasts(fromServer, since);
  return <BroadcastRegion state={state} onConfirmed={confirmed} />;
}

/** For visitors, who have no stream: the page is read again from time to time. */
export function VisitorBroadcasts({ fromServer }: Pick<BroadcastsProps, "fromServer">) {
  useStatedBroadcasts(fromServer);
  return <BroadcastRegion state={fromServer} onConfirmed={null} />;
}

interface BroadcastRegionProps {
  state: PlatformState;
  /** Null: nobody is there to confirm anything, so everything can be dismissed. */
  onConfirmed: ((id: string) => void) | null;
}

/** Shows what the platform says to everybody, the most urgent first, above the page and never over it. */
function BroadcastRegion({ state, onConfirmed }: BroadcastRegionProps) {
  const t = useTranslations("broadcasts");
  const path = usePathname();
  const announce = useAnnounce();
  const [dismissed, rememberDismissed] = usePreference(DISMISSED_KEY, "");
  const hidden = dismissed.split(" ");
  const candidates = state.broadcasts.filter(
    (broadcast) => !state.confirmed.includes(broadcast.id) && !hidden.includes(versionOf(broadcast)),
  );
  const page = audienceOfPath(path);
  // Changes when one begins, ends or is corrected, not with each second.
  const shownAt = (now: number) => shownOn(candidates, page, now);
  const key = useClock(
    (now: number) =>
      shownAt(now)
        .map((one) => `${versionOf(one)} ${phaseOf(one, now)}`)
        .join(),
    0,
  );
  const halted = state.stopped.filter(({ name }) => concernsPath(name, path));
  const stillHalted = halted.map(({ name, reason }) => `${name}: ${reason}`).join();
  const laidOut = useCalm(
    [key, stillHalted].filter((part) => part !== "").join(),
    { broadcasts: shownAt(serverNow()), halted },
    NOTHING,
  );
  // Their own press takes effect at once.
  const visible = laidOut.broadcasts.filter((one) => candidates.some(({ id }) => id === one.id));

  const told = useRef(new Set<string>());
  const tell = useCallback(
    (id: string, message: string, urgent: boolean) => {
      if (told.current.has(id)) return;
      told.current.add(id);
      announce({ message, urgent });
    },
    [announce],
  );
  useEffect(() => {
    // Read again with each key: the list itself is new with each render.
    for (const one of shownOn(state.broadcasts, page, serverNow()).filter((one) =>
      key.includes(versionOf(one)),
    )) {
      const isNow = phaseOf(one, serverNow()) === "in_force";
      if (one.kind === "maintenance")
        tell(
          `${versionOf(one)} ${isNow}`,
          t(isNow ? "told.begins" : "told.announced", { reason: one.reason }),
          isNow,
        );
      else tell(versionOf(one), `${one.title}. ${one.content}`, isUrgent(one));
    }
  }, [key, page, state.broadcasts, t, tell]);
  const tellHalted = useEffectEvent(() => {
    for (const { name, reason } of halted) tell(`${name} ${reason}`, t(`stopped.${name}`, { reason }), true);
  });
  useEffect(() => {
    if (stillHalted !== "") tellHalted();
  }, [stillHalted]);

  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = region.current;
    if (element === null) return;
    // Screens that are as high as the window leave room for it.
    const watch = new ResizeObserver(() =>
      document.documentElement.style.setProperty("--broadcasts", `${element.offsetHeight}px`),
    );
    watch.observe(element);
    return () => {
      watch.disconnect();
      document.documentElement.style.removeProperty("--broadcasts");
    };
  }, []);

  return (
    <div ref={region} className="broadcasts">
      {visible.length + laidOut.halted.length > 0 && (
        <section aria-label={t("region")} className="broadcast-list">
          {laidOut.halted.map(({ name, reason }) => (
            <Banner key={name} tone="warn" title={t(`stopped_title.${name}`)}>
              <p dir="auto">{reason}</p>
            </Banner>
          ))}
          <Stack
            broadcasts={visible}
            onConfirmed={onConfirmed}
            onDismiss={(one) =>
              rememberDismissed([...hidden, versionOf(one)].slice(-DISMISSED_AT_MOST).join(" ").trim())
            }
          />
        </section>
      )}
    </div>
  );
}

interface StackProps extends Pick<BroadcastRegionProps, "onConfirmed"> {
  broadcasts: readonly Broadcast[];
  onDismiss: (broadcast: Broadcast) => void;
}

/** One at a time, because on a phone three would fill the screen; the others are one press away. */
function Stack({ broadcasts: all, onConfirmed, onDismiss }: StackProps) {
  const t = useTranslations("broadcasts");
  const now = useNow(serverNow());
  const [isOpen, setOpen] = useState(false);
  const visible = isOpen ? all : all.slice(0, 1);
  return (
    <>
      {visible.map((one) => (
        <BroadcastBanner
          key={one.id}
          broadcast={one}
          now={now}
          actions={
            onConfirmed !== null && "requires_action" in one && one.requires_action ? (
              <Confirm broadcast={one} onConfirmed={onConfirmed} />
            ) : (
              (isDismissible(one, now) || (onConfirmed === null && one.kind !== "maintenance")) && (
                <Button onClick={() => onDismiss(one)}>{t("dismiss")}</Button>
              )
            )
          }
        />
      ))}
      {all.length > 1 && (
        <Button variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t("fewer") : t("more", { count: all.length - 1 })}
        </Button>
      )}
    </>
  );
}

function Confirm({ broadcast, onConfirmed }: { broadcast: Broadcast; onConfirmed: (id: string) => void }) {
  const t = useTranslations("broadcasts");
  const stateText = useStateText();
  const confirm = useCommand("confirm_broadcast");
  const [isPending, setPending] = useState(false);
  const press = async () => {
    setPending(true);
    const result = await confirm({ id: broadcast.id }, { key: newKey() }).catch(() => null);
    setPending(false);
    if (result?.ok === true) onConfirmed(broadcast.id);
    else showToast((toast) => toast.error(result?.message ?? stateText("no_answer.fleet")));
  };
  return (
    <Button variant="go" pending={isPending} onClick={() => void press()}>
      {t("confirm")}
    </Button>
  );
}
