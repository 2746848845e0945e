"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { DispatchBar } from "@/components/dispatch/dispatch-bar";
import { DispatchDialogs } from "@/components/dispatch/dispatch-dialogs";
import { FleetEvents, StoreOrderEvents } from "@/components/dispatch/dispatch-events";
import { DispatchStatus } from "@/components/dispatch/dispatch-status";
import { DragChip } from "@/components/dispatch/drag-chip";
import { MapPane } from "@/components/dispatch/map-pane";
import { OrderList } from "@/components/dispatch/order-list";
import { RiderList } from "@/components/dispatch/rider-list";
import { SelectionBar } from "@/components/dispatch/selection-bar";
import { usePreference } from "@/hooks/browser/use-preference";
import type { DispatchCommands } from "@/hooks/dispatch/dispatch-commands";
import {
  type AskedDispatch,
  DispatchContext,
  type DispatchScope,
  type DispatchScreenState,
} from "@/hooks/dispatch/dispatch-context";
import { useDispatchKeys } from "@/hooks/dispatch/use-dispatch-keys";
import { useDispatchView } from "@/hooks/dispatch/use-dispatch-view";
import { useDispatcher } from "@/hooks/dispatch/use-dispatcher";
import { useDragCode } from "@/hooks/dispatch/use-drag-code";
import { usePositions } from "@/hooks/dispatch/use-positions";
import { useSortedOrders } from "@/hooks/dispatch/use-sorted-orders";
import { fleetOf } from "@/lib/auth/model/fleet";
import type { DispatchKey } from "@/lib/dispatch/client/keyboard";
import type { DispatchView } from "@/lib/dispatch/model/dispatch-view";
import { followedFleets } from "@/lib/dispatch/model/screen/fleets";
import { ridersWhereTheyAre } from "@/lib/dispatch/model/screen/merge-view";
import {
  canGive,
  canMove,
  canOfferToAll,
  canRelease,
  chosenRider,
} from "@/lib/dispatch/model/screen/possible";
import "@/components/dispatch/dispatch.css";

const TABS = ["orders", "riders", "map"] as const;
type Tab = (typeof TABS)[number];

export interface DispatchScreenProps {
  scope: DispatchScope;
  view: DispatchView;
  since: string | undefined;
  renderedAt: number;
  commands: DispatchCommands;
}

/** Dispatchers of a store, or admins for all fleets. The list leads, the map explains. */
export function DispatchScreen({
  scope,
  view: fromServer,
  since,
  renderedAt,
  commands,
}: DispatchScreenProps) {
  const t = useTranslations("dispatch.screen");
  const root = useRef<HTMLDivElement>(null);
  const chip = useRef<HTMLDivElement>(null);
  const { store, timeZone, mayAct } = scope;
  const { view, isStale, readAt, readAgain } = useDispatchView(store?.slug ?? null, fromServer, renderedAt);
  const { positions, moved } = usePositions();
  const dispatcher = useDispatcher(commands, readAgain);
  const [singleKeys, rememberSingleKeys] = usePreference("platewire.dispatch.single-keys", "true");
  const [open, setOpen] = useState<string | null>(null);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<AskedDispatch | null>(null);
  const [tab, setTab] = useState<Tab>("orders");
  const [lastFocus, setLastFocus] = useState<string | null>(null);

  const { orders } = view;
  const riders = useMemo(
    () =>
      ridersWhereTheyAre(view.riders, positions).toSorted(
        (one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id),
      ),
    [view.riders, positions],
  );
  const { dragged, handlers } = useDragCode(chip, (orderId, riderId) => {
    const given = ticked.has(orderId) ? [...ticked] : [orderId];
    giveTo(given, riderId);
  });
  const listed = useSortedOrders(orders, renderedAt, dragged !== null);
  const late = listed.filter(({ urgency }) => urgency === "late").length;
  const soon = listed.filter(({ urgency }) => urgency === "soon").length;

  // Orders that are over leave the selection.
  const open_ = orders.some(({ id }) => id === open) ? open : null;
  const selected = useMemo(
    () => new Set(orders.filter(({ id }) => ticked.has(id)).map(({ id }) => id)),
    [orders, ticked],
  );
  const movable = (ids: readonly string[]) =>
    orders.filter((order) => mayAct && ids.includes(order.id) && canGive(order)).map(({ id }) => id);
  const given = movable(selected.size > 0 ? [...selected] : open_ === null ? [] : [open_]);
  const tabStop = listed.some(({ order }) => order.id === lastFocus)
    ? lastFocus
    : (listed[0]?.order.id ?? null);

  function giveTo(ids: readonly string[], riderId: string | null) {
    const orderIds = movable(ids);
    if (orderIds.length > 0) setAsked({ kind: "give", orderIds, riderId });
  }
  const tick = useCallback((orderId: string) => {
    setTicked((before) => {
      const after = new Set(before);
      if (!after.delete(orderId)) after.add(orderId);
      return after;
    });
  }, []);
  const close = useCallback(() => setAsked(null), []);

  const headOf = (orderId: string | null) =>
    orderId === null
      ? null
      : (root.current?.querySelector<HTMLElement>(`[data-order="${orderId}"] [data-order-head]`) ?? null);

  // A head that has moved within the list has lost the focus.
  const sequence = listed.map(({ order }) => order.id).join();
  const focused = useRef<string | null>(null);
  useLayoutEffect(() => {
    void sequence;
    if (focused.current === null || document.activeElement !== document.body) return;
    root.current
      ?.querySelector<HTMLElement>(`[data-order="${focused.current}"] [data-order-head]`)
      ?.focus({ preventScroll: true });
  }, [sequence]);

  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      const head = target instanceof Element ? target.closest("[data-order-head]") : null;
      const id = head?.closest<HTMLElement>("[data-order]")?.dataset.order ?? null;
      focused.current = id;
      if (id !== null) setLastFocus(id);
    };
    document.addEventListener("focusin", note);
    return () => document.removeEventListener("focusin", note);
  }, []);

  function move(from: string | null, by: 1 | -1): boolean {
    const at = listed.findIndex(({ order }) => order.id === from);
    const next = at === -1 ? listed[0] : (listed[at + by] ?? listed[at]);
    headOf(next?.order.id ?? null)?.focus();
    return next !== undefined;
  }

  function runOn(key: DispatchKey, orderId: string): boolean {
    const order = orders.find(({ id }) => id === orderId);
    if (order === undefined || !mayAct) return false;
    switch (key.name) {
      case "tick":
        tick(orderId);
        return true;
      case "give":
        giveTo(selected.size > 0 ? [...selected] : [orderId], null);
        return true;
      case "give_to": {
        const rider = riders[key.n - 1];
        if (rider !== undefined) giveTo(selected.size > 0 ? [...selected] : [orderId], rider.id);
        return true;
      }
      case "pin": {
        const chosen = riders.find(({ id }) => id === chosenRider(order)) ?? null;
        if (!canMove(order) || (order.pinned_rider_id === null && chosen === null)) return true;
        void dispatcher.pin(order, order.pinned_rider_id === null ? chosen : null);
        return true;
      }
      case "recall":
        if (order.offer !== null) setAsked({ kind: "recall", orderId });
        return true;
      case "offer_to_all":
        if (canOfferToAll(order)) void dispatcher.offerToAll(order);
        return true;
      case "release":
        if (canRelease(order)) setAsked({ kind: "release", orderIds: [orderId] });
        return true;
      default:
        return false;
    }
  }

  useDispatchKeys(root, singleKeys === "true", (key, orderId) => {
    switch (key.name) {
      case "move":
        return move(orderId, key.by);
      case "undo":
        void dispatcher.undo();
        return true;
      case "map":
        setTab((now) => (now === "map" ? "orders" : "map"));
        return true;
      case "help":
        setAsked({ kind: "keys" });
        return true;
      case "close":
        if (open_ === null) setTicked(new Set());
        setOpen(null);
        return true;
      default: {
        const about = orderId ?? open_ ?? [...selected][0] ?? null;
        return about !== null && runOn(key, about);
      }
    }
  });

  useEffect(() => {
    // The order that is explained is in sight.
    if (open === null) return;
    root.current?.querySelector(`[data-order="${open}"]`)?.scrollIntoView?.({ block: "nearest" });
  }, [open]);

  const fleets = useMemo(() => (store === null ? followedFleets(view) : [fleetOf(store.id)]), [store, view]);
  const state: DispatchScreenState = {
    scope,
    renderedAt,
    orders,
    riders,
    stores: view.stores,
    dispatcher,
    open: open_,
    ticked: selected,
    setOpen,
    tick,
    ask: setAsked,
  };
  return (
    <DispatchContext value={state}>
      {fleets.map((fleet) => (
        <FleetEvents key={fleet} fleet={fleet} since={since} readAgain={readAgain} moved={moved} />
      ))}
      {store !== null && <StoreOrderEvents tenantId={store.id} since={since} readAgain={readAgain} />}
      <div ref={root} className="dispatch" data-tab={tab} data-dragging={dragged !== null || undefined}>
        <DispatchBar late={late} soon={soon} />
        <DispatchStatus
          readAt={readAt}
          isStale={isStale}
          isFramed={store !== null}
          timeZone={timeZone}
          readAgain={readAgain}
        />
        <fieldset className="dispatch-tabs" aria-label={t("show")}>
          {TABS.map((one) => (
            <button key={one} type="button" aria-pressed={tab === one} onClick={() => setTab(one)}>
              {t(`tab.${one}`)}
            </button>
          ))}
        </fieldset>
        <div className="dispatch-panes">
          <section className="dispatch-orders" aria-label={t("tab.orders")}>
            <OrderList listed={listed} tabStop={tabStop} drag={handlers} />
            {selected.size > 0 && (
              <SelectionBar
                selected={[...selected]}
                onGive={() => giveTo([...selected], null)}
                onClear={() => setTicked(new Set())}
              />
            )}
          </section>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also while nothing in it can be pressed */}
          <section className="dispatch-fleet" aria-label={t("tab.riders")} tabIndex={0}>
            <h2>{t("rider.title", { count: riders.length })}</h2>
            <RiderList target={dragged?.riderId ?? null} given={given} />
          </section>
          <MapPane listed={listed} isAsked={tab === "map"} target={dragged?.riderId ?? null} />
        </div>
        <DragChip chip={chip} dragged={dragged} />
      </div>
      {asked !== null && (
        <DispatchDialogs
          asked={asked}
          hasSingleKeys={singleKeys === "true"}
          onSingleKeys={(isOn) => rememberSingleKeys(String(isOn))}
          onClose={close}
          onGiven={() => {
            close();
            setTicked(new Set());
          }}
        />
      )}
    </DispatchContext>
  );
}
