"use client";

import { useTranslations } from "next-intl";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { BoardColumns } from "@/components/board/board-columns";
import { BoardSearch } from "@/components/board/board-search";
import { BoardStatus } from "@/components/board/board-status";
import { ColumnTabs } from "@/components/board/column-tabs";
import { loadTicketMenu } from "@/components/board/ticket/load-ticket-menu";
import { loadTicketProblem } from "@/components/board/ticket/load-ticket-problem";
import type { TicketHandlers } from "@/components/board/ticket/ticket-handlers";
import type { Arrange } from "@/components/board/undo/step-undo";
import { Kbd } from "@/components/ui/kbd";
import { later } from "@/components/ui/later";
import { Words } from "@/components/ui/words";
import { useLiveBoard } from "@/hooks/board/live-board-context";
import { useStore } from "@/hooks/board/store-context";
import { countTickets, useBoardColumns } from "@/hooks/board/use-board-columns";
import { useBoardKeys } from "@/hooks/board/use-board-keys";
import { useCollapsed } from "@/hooks/board/use-collapsed";
import { useTicketFocus } from "@/hooks/board/use-ticket-focus";
import { usePreference } from "@/hooks/browser/use-preference";
import type { Command } from "@/lib/board/client/keyboard";
import { type Layout, neighbour, nthTicket } from "@/lib/board/client/selection";
import { COLUMNS, type Column, columnOf } from "@/lib/board/model/columns";
import { actionOf, primaryStep, stepMinutes } from "@/lib/board/model/steps";
import type { OrderAction } from "@/lib/orders/model/actions/schema";
import { nextSteps } from "@/lib/orders/model/lifecycle";
import type { BoardOrder } from "@/lib/orders/model/schema";

const loadReasonDialog = later(
  async () => (await import("@/components/board/ticket/reason-dialog")).ReasonDialog,
);
const loadDelayDialog = later(
  async () => (await import("@/components/board/ticket/delay-dialog")).DelayDialog,
);
const loadKeysDialog = later(async () => (await import("@/components/board/keys-dialog")).KeysDialog);
const ReasonDialog = lazy(loadReasonDialog);
const DelayDialog = lazy(loadDelayDialog);
const KeysDialog = lazy(loadKeysDialog);

const StepUndo = lazy(later(async () => (await import("@/components/board/undo/step-undo")).StepUndo));
/** How long taps may still be meant for a ticket that has left. */
const SLIDING_MS = 1_500;
const asTheyAre: Arrange = (_, tickets) => tickets;

type Asked = { kind: "reason" | "delay"; orderId: string } | { kind: "keys" } | null;

/** The server renders these parts: they never change, and their code is not sent to the browser. */
interface BoardScreenProps {
  keyHints: ReactNode;
  empty: ReactNode;
}

export function BoardScreen({ keyHints, empty }: BoardScreenProps) {
  const t = useTranslations("partner");
  const { roles } = useStore();
  const { board, actions, alarm } = useLiveBoard();
  const { change: send, dismiss } = actions;
  const root = useRef<HTMLDivElement>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<Column>("new");
  const [minutes, setMinutesOf] = useState<ReadonlyMap<string, number>>(new Map());
  const [asked, setAsked] = useState<Asked>(null);
  const [singleKeys, rememberSingleKeys] = usePreference("platewire.board.single-keys", "true");
  const { all, shown } = useBoardColumns(search);
  const { isCollapsed, toggle } = useCollapsed();
  const collapsedKey = COLUMNS.filter(isCollapsed).join(" ");

  const layout = useMemo<Layout>(() => {
    const folded = collapsedKey.split(" ");
    const ids = (column: Column) => (folded.includes(column) ? [] : shown[column].map((order) => order.id));
    // Done is a list of links without actions.
    return { new: ids("new"), preparing: ids("preparing"), ready: ids("ready"), out: ids("out"), done: [] };
  }, [shown, collapsedKey]);
  const { tabStop, focus, handOn, isHandedOn, focused, leaves, wasJustHandedOn } = useTicketFocus(
    root,
    layout,
  );

  const [arrange, setArrange] = useState(() => asTheyAre);
  const undoLast = useRef<() => void>(() => undefined);
  const lastOnTicket = useRef<Command["name"]>(null);

  const minutesOf = (order: BoardOrder) => minutes.get(order.id) ?? order.default_prep_minutes;
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
      dismiss,
      focused,
      leaves,
    }),
    [tap, setMinutes, dismiss, focused, leaves],
  );

  function runOnTicket(command: Command, order: BoardOrder): boolean {
    const allowed = roles.flatMap((role) => nextSteps(order, role));
    const isRepeated = command.name === "next_step" || command.name === lastOnTicket.current;
    lastOnTicket.current = command.name;
    // A repeated key was meant for the ticket that had the focus before.
    if (isRepeated && wasJustHandedOn(order.id)) return true;
    switch (command.name) {
      case "next_step": {
        const step = primaryStep(order, allowed);
        if (step !== null) press(order, actionOf(step, minutesOf(order)));
        return true;
      }
      case "minutes":
        if (allowed.includes("accept")) setMinutes(order.id, stepMinutes(minutesOf(order), command.by));
        return true;
      case "delay":
        if (allowed.includes("delay")) handlers.askDelay(order);
        return true;
      case "recall":
        if (allowed.includes("recall")) press(order, { name: "recall" });
        return true;
      default:
        return false;
    }
  }

  function run(command: Command, orderId: string | null): boolean {
    switch (command.name) {
      case "move":
        focus(orderId === null ? tabStop : neighbour(layout, orderId, command.direction));
        return true;
      case "select":
        focus(nthTicket(layout, orderId, command.n));
        return true;
      case "silence":
        alarm.silence();
        return true;
      case "undo":
        undoLast.current();
        return true;
      case "search":
        searchInput.current?.focus();
        return true;
      case "help":
        setAsked({ kind: "keys" });
        return true;
      default: {
        const order = board.orders.find((one) => one.id === orderId);
        return order !== undefined && runOnTicket(command, order);
      }
    }
  }
  useBoardKeys(root, singleKeys === "true", run);

  const [hasOpened, setHasOpened] = useState(false);
  useEffect(() => {
    setHasOpened(true);
    // At the press, the connection may be down, or a deployment may have removed the file.
    for (const load of [loadTicketMenu, loadTicketProblem, loadReasonDialog, loadDelayDialog, loadKeysDialog])
      void load();
  }, []);

  const close = () => setAsked(null);
  const sendAndClose = (order: BoardOrder, action: OrderAction) => {
    close();
    return send(order, action);
  };
  const askedOrder =
    asked === null || asked.kind === "keys" ? undefined : board.orders.find(({ id }) => id === asked.orderId);
  const isSearching = search.trim() !== "";

  return (
    <div ref={root} className="board" data-chosen={chosen} data-keeps-places={doesKeep || undefined}>
      <h1 className="sr-only">{t("nav.board")}</h1>
      <BoardStatus />
      <ColumnTabs columns={all} chosen={chosen} onChoose={setChosen} />
      <BoardColumns
        all={all}
        shown={shown}
        chosen={chosen}
        isSearching={isSearching}
        isCollapsed={isCollapsed}
        toggle={toggle}
        arrange={arrange}
        empty={empty}
        ticket={(order) => ({
          order,
          minutes: minutesOf(order),
          isTabStop: order.id === tabStop,
          settles: hasOpened,
          pending: actions.pending.get(order.id),
          problem: actions.problems.get(order.id),
          handlers,
        })}
      />
      <div className="board-foot">
        <BoardSearch
          input={searchInput}
          search={search}
          onSearch={setSearch}
          found={isSearching ? { found: countTickets(shown), total: countTickets(all) } : null}
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
        {asked?.kind === "reason" && askedOrder !== undefined && (
          <ReasonDialog order={askedOrder} onClose={close} onSend={sendAndClose} />
        )}
        {asked?.kind === "delay" && askedOrder !== undefined && (
          <DelayDialog order={askedOrder} onClose={close} onSend={sendAndClose} />
        )}
        {asked?.kind === "keys" && (
          <KeysDialog
            hasSingleKeys={singleKeys === "true"}
            onSingleKeys={(isOn) => rememberSingleKeys(String(isOn))}
            onClose={close}
          />
        )}
      </Suspense>
    </div>
  );
}
