import type { WaitingOrders } from "@/components/board/alarm/use-waiting-alarm";
import type { TicketHandlers } from "@/components/board/ticket/ticket-handlers";
import type { LiveBoard } from "@/hooks/board/live-board-context";
import type { BoardOrder } from "@/lib/orders/model/schema";
import type { Tenant } from "@/lib/stores/model/schema";
import type { StoreStatus } from "@/lib/stores/model/status/schema";
import { ALWAYS_OPEN, OPEN_INTAKE } from "@/test/support/intake";
import { boardOrder } from "./board-orders";

const nothing = () => undefined;

export const STORE: Tenant = {
  id: boardOrder(1).tenant_id,
  slug: "sushi-bar",
  name: "Sushi Bar",
  cuisine: "Japanese",
  description: "Rolls and bowls",
  address_line: "Quay 3",
  city: "Port Selby",
  phone: "+49 40 1234567",
  currency: "EUR",
  time_zone: "Europe/Berlin",
  delivery_fee: 250,
  minimum_order: 1200,
  service_fee: 0,
  dish_vat_bp: 700,
  pickup_vat_bp: 1_900,
  fee_vat_bp: 1_900,
  default_prep_minutes: 20,
  delivery_minutes: 15,
  slot_orders: null,
  slot_points: null,
  auto_busy: false,
  delivery_by: "store",
  lat: null,
  lng: null,
  hours: ALWAYS_OPEN,
  intake: OPEN_INTAKE,
  cloth_pattern: "waves",
  cloth_colours: "coral",
  created_at: "2026-01-15T12:00:00.000Z",
};

export const OPEN: StoreStatus = {
  mode: "open",
  until: null,
  extra_minutes: 0,
  reason: null,
  opens_at: null,
};
export const CLOSED: StoreStatus = { ...OPEN, mode: "closed" };

/** A board that shows these orders and does nothing. */
export function liveBoard(orders: readonly BoardOrder[], more: Partial<LiveBoard> = {}): LiveBoard {
  return {
    board: { orders: [...orders], stats: { orders_today: orders.length, median_accept_seconds: 95 } },
    isStale: false,
    readAt: null,
    readAgain: nothing,
    actions: {
      pending: new Map(),
      problems: new Map(),
      done: new Map(),
      waiting: new Map(),
      presses: [],
      kept: {
        sendWaiting: async () => undefined,
        discard: nothing,
        confirm: async () => undefined,
        restore: nothing,
      },
      change: async () => true,
      acknowledge: async () => undefined,
      dismiss: nothing,
    },
    shift: {
      isStarted: false,
      sound: "off",
      screen: "off",
      refusal: null,
      setRefusal: nothing,
      start: nothing,
      end: nothing,
      test: nothing,
      audio: {
        state: () => "off",
        watch: () => nothing,
        unlock: async () => undefined,
        close: nothing,
        play: nothing,
        repeat: nothing,
      },
    },
    alarm: { ringing: [], silence: nothing, silences: 0 },
    ...more,
  };
}

/** No order waits too long, and none is silenced. */
export const NONE_WAITS: WaitingOrders = { sounded: new Set(), silence: nothing, seen: nothing };

export const TICKET_HANDLERS: TicketHandlers = {
  change: nothing,
  setMinutes: nothing,
  askReason: nothing,
  askDelay: nothing,
  askSoldOut: nothing,
  dismiss: nothing,
  discard: nothing,
  confirm: nothing,
  focused: nothing,
  leaves: nothing,
};

/** What a quote says of an order without a service fee, a voucher or a tip, at a store without VAT. */
export const NO_EXTRAS = { service_fee: 0, discount: 0, tip: 0, tip_to: null, voucher: null, vat: [] };
