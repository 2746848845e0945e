"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { BoardColumns } from "@/components/board/board-columns";
import type { Asked } from "@/components/board/board-dialogs";
import { BoardSearch } from "@/components/board/board-search";
import { BoardStatus } from "@/components/board/board-status";
import { ColumnTabs } from "@/components/board/column-tabs";
import { BoardStrip } from "@/components/board/kitchen/board-strip";
import { loadTicketMenu } from "@/components/board/ticket/load-ticket-menu";
import { loadTicketProblem } from "@/components/board/ticket/load-ticket-problem";
import { loadTicketRider } from "@/components/board/ticket/load-ticket-rider";
import { loadTicketWaiting } from "@/components/board/ticket/load-ticket-waiting";
import type { TicketHandlers } from "@/components/board/ticket/ticket-handlers";
import type { Arrange } from "@/components/board/undo/step-undo";
import { Kbd } from "@/components/ui/kbd";
import { later } from "@/components/ui/later";
import { Words } from "@/components/ui/words";
import { type Kitchen, KitchenContext } from "@/hooks/board/kitchen-context";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { useBoardColumns } from "@/hooks/board/use-board-columns";
import { useCollapsed } from "@/hooks/board/use-collapsed";
import { TEXT_SIZES, useScreen } from "@/hooks/board/use-screen";
import { useSlots } from "@/hooks/board/use-slots";
import { useTicketFocus } from "@/hooks/board/use-ticket-focus";
import { usePreference } from "@/hooks/browser/use-preference";
import type { Layout } from "@/lib/board/client/selection";
import { COLUMNS, type Column, columnOf } from "@/lib/board/model/columns";
import { type Station, splitByStation } from "@/lib/board/model/kitchen/stations";
import { SLOT_COLUMNS } from "@/lib/board/model/slots/allot-slots";
import { inSlots } from "@/lib/board/model/slots/place-tickets";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import type { BoardOrder } from "@/lib/orders/model/schema";
import { linesByMadeDish } from "@/lib/orders/model/unavailable/lines";

const loadBoardDialogs = later(async () => (await import("@/components/board/board-dialogs")).BoardDialogs);
const BoardDialogs = lazy(loadBoardDialogs);
const BoardKeys = lazy(later(async () => (await import("@/components/board/board-keys")).BoardKeys));
const StepUndo = lazy(later(async () => (await import("@/components/board/undo/step-undo")).StepUndo));
/** How long taps may still be meant for a ticket that has left. */
const SLIDING_MS = 1_500;
const asTheyAre: Arrange = (_, tickets) => tickets;

interface BoardScreenProps {
  stations: readonly Station[];
  // The server renders these parts: they never change, and their code is not sent to the browser.
  keyHints: ReactNode;
  empty: ReactNode;
}

export function BoardScreen({ stations, keyHints, empty }: BoardScreenProps) {
  const t = useTranslations("partner");
  const { tenant } = useStore();
  const { board, actions } = useLiveBoard();
  const { change: send, dismiss, kept } = actions;
  const root = useRef<HTMLDivElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<Column>("new");
  const [minutes, setMinutesOf] = useState<ReadonlyMap<string, number>>(new Map());
  const [asked, setAsked] = useState<Asked | null>(null);
  const [singleKeys, rememberSingleKeys] = usePreference("platewire.board.single-keys", "true");
  const screen = useScreen(stations);
  const [litDish, setLitDish] = useState<string | null>(null);
  const { chosen: ownStations, byDish, isExpediter } = screen;
  const kitchen = useMemo<Kitchen>(
    () => ({ stations, chosen: ownStations, byDish, isExpediter, litDish }),
    [stations, ownStations, byDish, isExpediter, litDish],
  );
  const isMadeHere = useCallback(
    (order: BoardOrder) => splitByStation(linesByMadeDish(order), ownStations, byDish).own.length > 0,
    [ownStations, byDish],
  );
  const { all, shown, isEmpty, found } = useBoardColumns(search, isMadeHere);
  const { isCollapsed, toggle } = useCollapsed();
  const collapsedKey = COLUMNS.filter(isCollapsed).join(" ");
  const { slots, placed } = useSlots(
    shown,
    (column) => !collapsedKey.split(" ").includes(column),
    TEXT_SIZES[screen.textSize],
  );

  const lanes = useMemo(() => {
    const folded = collapsedKey.split(" ");
    return SLOT_COLUMNS.map((column) => {
      const ids = folded.includes(column) ? [] : shown[column].map((order) => order.id);
      return inSlots(ids, placed[column], slots[column], (id) => id);
    });
  }, [shown, collapsedKey, slots, placed]);
  const layout = useMemo<Layout>(() => {
    const [fresh = [], preparing = [], ready = [], out = []] = lanes.map((ofColumn) => ofColumn.flat());
    // Done is a list of links without actions.
    return { new: fresh, preparing, ready, out, done: [] };
  }, [lanes]);
  const ticketFocus = useTicketFocus(root, layout);
  const { tabStop, handOn, isHandedOn, focused, leaves } = ticketFocus;

  const [arrange, setArrange] = useState(() => asTheyAre);
  const undoLast = useRef<() => void>(() => undefined);

  const minutesOf = (order: BoardOrder) => minutes.get(order.id) ?? null;
  const setMinutes = useCallback(
    (orderId: string, value: number) => setMinutesOf((before) => new Map(before).set(orderId, value)),
    [],
  );
  // Until the code is there that keeps the place of a ticket, another one may have slid under the finger.
  const doesKeep = arrange !== asTheyAre;
  const keepsPlaces = useRef(doesKeep);
  useEffect(() => {
    keepsPlaces.current = doesKeep;
  }, [doesKeep]);
  const tapped = useRef<{ id: string; column: Column; at: number; isPlaceKept: boolean }>(null);
  const press = useCallback((order: BoardOrder, action: OrderAction) => void send(order, action), [send]);
  const tap = useCallback(
    (order: BoardOrder, action: OrderAction) => {
      const at = performance.now();
      const column = columnOf(order);
      const { current: last } = tapped;
      const mayBeForAnother =
        last !== null &&
        !last.isPlaceKept &&
        last.id !== order.id &&
        last.column === column &&
        at - last.at < SLIDING_MS;
      if (mayBeForAnother) return;
      tapped.current = { id: order.id, column, at, isPlaceKept: keepsPlaces.current };
      press(order, action);
    },
    [press],
  );
  const handlers = useMemo<TicketHandlers>(
    () => ({
      change: tap,
      setMinutes,
      askReason: (order) => setAsked({ kind: "reason", orderId: order.id }),
      askDelay: (order) => setAsked({ kind: "delay", orderId: order.id }),
      askSoldOut: (order) => setAsked({ kind: "sold_out", orderId: order.id }),
      dismiss,
      discard: (press) => kept.discard(press.key),
      confirm: (press) => void kept.confirm(press.key),
      focused,
      leaves,
    }),
    [tap, setMinutes, dismiss, kept, focused, leaves],
  );

  const [hasOpened, setHasOpened] = useState(false);
  useEffect(() => {
    setHasOpened(true);
    // At the press, the connection may be down, or a deployment may have removed the file.
    for (const load of [
      loadTicketMenu,
      loadTicketProblem,
      loadTicketRider,
      loadTicketWaiting,
      loadBoardDialogs,
    ])
      void load();
  }, []);

  const isSearching = found !== null;

  return (
    <div
      ref={root}
      className="board"
      data-chosen={chosen}
      data-text={screen.textSize}
      data-keeps-places={doesKeep || undefined}
    >
      <h1 className="sr-only">{t("nav.board")}</h1>
      <BoardStatus />
      <ColumnTabs columns={all} chosen={chosen} onChoose={setChosen} />
      <KitchenContext value={kitchen}>
        <div className="board-work">
          <BoardStrip
            screen={screen}
            litDish={litDish}
            onLight={setLitDish}
            onScreen={() => setAsked({ kind: "screen" })}
          />
          <BoardColumns
            all={all}
            shown={shown}
            chosen={chosen}
            isEmpty={isEmpty}
            isSearching={isSearching}
            isCollapsed={isCollapsed}
            toggle={toggle}
            arrange={arrange}
            slots={slots}
            placed={placed}
            empty={empty}
            ticket={(order) => ({
              order,
              minutes: minutesOf(order),
              isTabStop: order.id === tabStop,
              settles: hasOpened,
              pending: actions.pending.get(order.id),
              problem: actions.problems.get(order.id),
              waiting: actions.waiting.get(order.id),
              handlers,
            })}
          />
        </div>
      </KitchenContext>
      <div className="board-foot">
        <BoardSearch
          input={searchInput}
          search={search}
          onSearch={setSearch}
          found={found}
          history={`/partner/${tenant.slug}/history`}
        />
        <div className="key-hints">
          <Words>{keyHints}</Words>
          <button type="button" onClick={() => setAsked({ kind: "keys" })}>
            <Kbd>?</Kbd>
            <span>{` ${t("keys.hint_help")}`}</span>
          </button>
        </div>
      </div>
      <Suspense fallback={null}>
        {hasOpened && (
          <StepUndo
            board={root}
            layout={layout}
            hasSingleKeys={singleKeys === "true"}
            undoLast={undoLast}
            handOn={handOn}
            isHandedOn={isHandedOn}
            onArrange={setArrange}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {hasOpened && (
          <BoardKeys
            board={root}
            layout={layout}
            kitchen={kitchen}
            lanes={lanes}
            tickets={ticketFocus}
            hasSingleKeys={singleKeys === "true"}
            minutesOf={minutesOf}
            setMinutes={setMinutes}
            press={press}
            askDelay={handlers.askDelay}
            undoLast={undoLast}
            searchInput={searchInput}
            onHelp={() => setAsked({ kind: "keys" })}
          />
        )}
      </Suspense>
      <Suspense fallback={null}>
        {asked !== null && (
          <BoardDialogs
            asked={asked}
            orders={board.orders}
            screen={screen}
            hasSingleKeys={singleKeys === "true"}
            onSingleKeys={(isOn) => rememberSingleKeys(String(isOn))}
            send={send}
            onClose={() => setAsked(null)}
          />
        )}
      </Suspense>
    </div>
  );
}
