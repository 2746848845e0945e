import { createHash, createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** Stripe's test payment methods that the server knows: https://docs.stripe.com/testing. */
const TEST_METHODS = [
  "pm_card_visa",
  "pm_card_visa_chargeDeclined",
  "pm_card_visa_chargeDeclinedInsufficientFunds",
  "pm_card_visa_chargeDeclinedStolenCard",
  "pm_card_chargeDeclinedExpiredCard",
  "pm_card_authenticationRequired",
  "pm_card_createDispute",
  "pm_card_pendingRefund",
  "pm_card_refundFail",
] as const;
export type TestMethod = (typeof TEST_METHODS)[number];

type Json = Record<string, unknown>;
interface Failure {
  readonly code: string;
  readonly decline_code?: string;
  readonly message: string;
  readonly type: string;
}

interface Charge {
  id: string;
  object: "charge";
  amount: number;
  amount_captured: number;
  amount_refunded: number;
  captured: boolean;
  currency: string;
  payment_intent: string;
  refunded: boolean;
  status: "succeeded" | "failed";
}
interface Intent {
  id: string;
  object: "payment_intent";
  amount: number;
  amount_capturable: number;
  amount_received: number;
  capture_method: string;
  client_secret: string;
  currency: string;
  last_payment_error: Failure | null;
  latest_charge: string | null;
  metadata: Record<string, string>;
  payment_method: string | null;
  status: string;
  transfer_group: string | null;
}
interface Refund {
  id: string;
  object: "refund";
  amount: number;
  balance_transaction: string | null;
  charge: string;
  currency: string;
  failure_reason?: string;
  metadata: Record<string, string>;
  payment_intent: string;
  status: string;
}
interface Reversal {
  id: string;
  object: "transfer_reversal";
  amount: number;
  currency: string;
  metadata: Record<string, string>;
  transfer: string;
}
interface Transfer {
  id: string;
  object: "transfer";
  amount: number;
  amount_reversed: number;
  currency: string;
  destination: string;
  metadata: Record<string, string>;
  reversals: Reversal[];
  transfer_group: string | null;
}

export interface StripeEvent {
  readonly id: string;
  readonly type: string;
  readonly body: string;
  /** The payment intent that it is about. */
  readonly ref: string;
}

/** What happens to the next request whose method and path match. */
export type Fault = {
  /** Such as `POST /v1/refunds`: the beginning of the method and path. */
  readonly on: string;
} & (
  | {
      readonly status: number;
      readonly code?: string;
      /** The request is carried out, although its answer says otherwise. */
      readonly tookEffect?: boolean;
    }
  | { readonly slowMs: number }
  /** The connection is cut instead of an answer. */
  | { readonly cut: "before" | "after" }
);

export interface StripeRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly status: number;
  readonly isReplay: boolean;
}

export interface StripeServer {
  readonly url: string;
  readonly settings: { secretKey: string; webhookSecret: string; apiUrl: string };
  /** In the order of their answers. */
  readonly requests: StripeRequest[];
  readonly faults: Fault[];
  readonly events: StripeEvent[];
  readonly intents: Map<string, Intent>;
  readonly refunds: Map<string, Refund>;
  readonly transfers: Map<string, Transfer>;
  /** As Stripe.js does in the browser: with the publishable key and the client secret. Returns the status of the answer. */
  confirm(clientSecret: string, method: TestMethod): Promise<number>;
  /** The customer's answer on the bank's page. */
  answer(ref: string, approves: boolean): void;
  /** Ends refunds that are pending, or that fail after they succeeded. */
  endRefunds(): void;
  /** Stripe forgets keys after 24 hours at the earliest. */
  forgetKeys(): void;
  /** A delivery of an event. Each delivery has its own signature. */
  deliver(event: Pick<StripeEvent, "body">, at?: { secondsAgo: number }): { body: string; headers: Headers };
  stop(): Promise<void>;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly error: Json,
    /** Answers to requests that were not begun are not kept for their key. */
    readonly isKept: boolean,
  ) {
    super("Refused");
  }
}

const invalid = (code: string, message: string, { status = 400, isKept = true } = {}) =>
  new Refusal(status, { type: "invalid_request_error", code, message }, isKept);

/** `a[b][0]=c` to `{a: {b: {0: "c"}}}`. */
function parseForm(form: string): Json {
  const parsed: Json = {};
  for (const [name, value] of new URLSearchParams(form)) {
    const path = name.replaceAll("]", "").split("[");
    const last = path.pop() ?? "";
    let into: Json = parsed;
    for (const part of path) {
      const next = recordOf(into[part]);
      into[part] = next;
      into = next;
    }
    into[last] = value;
  }
  return parsed;
}

const textOf = (given: Json, name: string): string => {
  const value = given[name];
  if (typeof value !== "string" || value === "")
    throw invalid("parameter_missing", `Missing required param: ${name}.`, { isKept: false });
  return value;
};

function amountOf(given: Json, name = "amount"): number {
  const value = textOf(given, name);
  if (!/^\d{1,8}$/.test(value) || Number(value) < 1)
    throw invalid("parameter_invalid_integer", `Invalid integer: ${value}`, { isKept: false });
  return Number(value);
}

function refuseUnknown(given: Json, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw invalid("parameter_unknown", `Received unknown parameter: ${unknown}`, { isKept: false });
}

const isRecord = (value: unknown): value is Json => typeof value === "object" && value !== null;
const recordOf = (value: unknown): Json => (isRecord(value) ? value : {});
const metadataOf = (given: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(recordOf(given.metadata)).map(([name, value]) => [name, String(value)]));
function methodOf(given: Json): TestMethod {
  const name = textOf(given, "payment_method");
  const method = TEST_METHODS.find((each) => each === name);
  if (method === undefined) throw invalid("resource_missing", `No such PaymentMethod: '${name}'`);
  return method;
}
const newId = (prefix: string) => `${prefix}_${randomUUID().replaceAll("-", "")}`;
const KEY = `sk_test_${"a".repeat(24)}`;
const PUBLISHABLE = `pk_test_${"a".repeat(24)}`;
const THREE_DECIMALS = ["bhd", "jod", "kwd", "omr", "tnd"];

const cardError = (code: string, message: string, decline_code?: string): Failure => ({
  type: "card_error",
  code,
  message,
  ...(decline_code !== undefined && { decline_code }),
});
const DECLINES: Partial<Record<TestMethod, Failure>> = {
  pm_card_visa_chargeDeclined: cardError("card_declined", "Your card was declined.", "generic_decline"),
  pm_card_visa_chargeDeclinedInsufficientFunds: cardError(
    "card_declined",
    "Your card has insufficient funds.",
    "insufficient_funds",
  ),
  pm_card_visa_chargeDeclinedStolenCard: cardError("card_declined", "Your card was declined.", "stolen_card"),
  pm_card_chargeDeclinedExpiredCard: cardError("expired_card", "Your card has expired."),
};

interface Kept {
  readonly fingerprint: string;
  /** Null while the first request with the key is under way. */
  answer: { status: number; body: Json } | null;
}

/**
 * A server that speaks the part of Stripe's API that we use, by its published shapes and rules: state of payment intents,
 * idempotency keys, errors, signed webhooks. It is not Stripe: docs/payments.md lists what only the real service can show.
 */
export async function startStripeServer(): Promise<StripeServer> {
  const webhookSecret = `whsec_${randomUUID().replaceAll("-", "")}`;
  const intents = new Map<string, Intent>();
  const charges = new Map<string, Charge>();
  const refunds = new Map<string, Refund>();
  const transfers = new Map<string, Transfer>();
  const kept = new Map<string, Kept>();
  const requests: StripeRequest[] = [];
  const faults: Fault[] = [];
  const events: StripeEvent[] = [];

  function emit(type: string, object: Json, ref: string): void {
    const id = newId("evt");
    const event = {
      id,
      object: "event",
      api_version: "2026-10-28.endive",
      created: Math.floor(Date.now() / 1_000),
      data: { object },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    };
    events.push({ id, type, ref, body: JSON.stringify(event) });
  }
  const emitIntent = (type: string, intent: Intent) =>
    emit(`payment_intent.${type}`, { ...intent }, intent.id);

  function intentOf(id: string): Intent {
    const intent = intents.get(id);
    if (intent === undefined)
      throw invalid("resource_missing", `No such payment_intent: '${id}'`, { status: 404 });
    return intent;
  }
  function chargeOf({ latest_charge }: Intent): Charge {
    const charge = charges.get(latest_charge ?? "");
    if (charge === undefined) throw invalid("charge_not_found", "There is no charge.");
    return charge;
  }
  function unexpected(intent: Intent): Refusal {
    const message = `This PaymentIntent's status is ${intent.status}.`;
    return invalid("payment_intent_unexpected_state", message);
  }
  const shown = (intent: Intent, given: Json): Json => {
    const expands = Object.values(recordOf(given.expand)).includes("latest_charge");
    return {
      ...intent,
      latest_charge: expands ? (charges.get(intent.latest_charge ?? "") ?? null) : intent.latest_charge,
    };
  };

  function createIntent(given: Json): Json {
    refuseUnknown(given, [
      "amount",
      "currency",
      "capture_method",
      "allowed_payment_method_types",
      "transfer_group",
      "metadata",
      "expand",
    ]);
    const currency = textOf(given, "currency");
    const amount = amountOf(given);
    if (currency !== currency.toLowerCase())
      throw invalid("invalid_currency", "Use lowercase.", { isKept: false });
    if (THREE_DECIMALS.includes(currency) && amount % 10 !== 0)
      throw invalid("invalid_amount", "The last digit must be 0.", { isKept: false });
    const id = newId("pi");
    const intent: Intent = {
      id,
      object: "payment_intent",
      amount,
      amount_capturable: 0,
      amount_received: 0,
      capture_method: textOf(given, "capture_method"),
      client_secret: `${id}_secret_${randomUUID().slice(0, 8)}`,
      currency,
      last_payment_error: null,
      latest_charge: null,
      metadata: metadataOf(given),
      payment_method: null,
      status: "requires_payment_method",
      transfer_group: textOf(given, "transfer_group"),
    };
    intents.set(id, intent);
    emitIntent("created", intent);
    return shown(intent, given);
  }

  function authorize(intent: Intent): void {
    const charge: Charge = {
      id: newId("ch"),
      object: "charge",
      amount: intent.amount,
      amount_captured: 0,
      amount_refunded: 0,
      captured: false,
      currency: intent.currency,
      payment_intent: intent.id,
      refunded: false,
      status: "succeeded",
    };
    charges.set(charge.id, charge);
    Object.assign(intent, {
      status: "requires_capture",
      amount_capturable: intent.amount,
      latest_charge: charge.id,
      last_payment_error: null,
    });
    emitIntent("amount_capturable_updated", intent);
  }
  function refuse(intent: Intent, failure: Failure): void {
    Object.assign(intent, { status: "requires_payment_method", last_payment_error: failure });
    emitIntent("payment_failed", intent);
  }

  function confirmIntent(id: string, given: Json): Json {
    const intent = intentOf(id);
    if (given.client_secret !== intent.client_secret)
      throw invalid("payment_intent_invalid_parameter", "The client_secret does not match.", {
        isKept: false,
      });
    if (!["requires_payment_method", "requires_confirmation", "requires_action"].includes(intent.status))
      throw unexpected(intent);
    const method = methodOf(given);
    const failure = DECLINES[method];
    intent.payment_method = method;
    if (failure !== undefined) {
      refuse(intent, failure);
      throw new Refusal(402, { ...failure, payment_intent: { ...intent } }, true);
    }
    if (method === "pm_card_authenticationRequired") {
      Object.assign(intent, { status: "requires_action", last_payment_error: null });
      emitIntent("requires_action", intent);
    } else authorize(intent);
    return shown(intent, given);
  }

  function captureIntent(id: string, given: Json): Json {
    refuseUnknown(given, ["amount_to_capture", "expand"]);
    const intent = intentOf(id);
    if (intent.status !== "requires_capture") throw unexpected(intent);
    const amount =
      given.amount_to_capture === undefined ? intent.amount : amountOf(given, "amount_to_capture");
    if (amount > intent.amount_capturable)
      throw invalid("amount_too_large", "The amount is larger than the amount that can be captured.");
    const charge = chargeOf(intent);
    Object.assign(intent, { status: "succeeded", amount_capturable: 0, amount_received: amount });
    // The rest is released, and counted here as if it had been refunded.
    const released = intent.amount - amount;
    Object.assign(charge, { captured: true, amount_captured: amount, amount_refunded: released });
    if (released > 0) addRefund(intent, charge, released, {}, null, "succeeded");
    emitIntent("succeeded", intent);
    emit("charge.captured", { ...charge }, id);
    if (intent.payment_method === "pm_card_createDispute") {
      const dispute = {
        id: newId("du"),
        object: "dispute",
        amount,
        charge: charge.id,
        currency: intent.currency,
        payment_intent: id,
        reason: "fraudulent",
        status: "needs_response",
      };
      emit("charge.dispute.created", dispute, id);
    }
    return shown(intent, given);
  }

  function cancelIntent(id: string, given: Json): Json {
    const intent = intentOf(id);
    if (intent.status === "succeeded" || intent.status === "canceled") throw unexpected(intent);
    Object.assign(intent, { status: "canceled", amount_capturable: 0 });
    emitIntent("canceled", intent);
    return shown(intent, given);
  }

  function addRefund(
    intent: Intent,
    charge: Charge,
    amount: number,
    metadata: Record<string, string>,
    balance_transaction: string | null,
    status: string,
  ): Refund {
    const id = newId("re");
    const { currency } = intent;
    const refund: Refund = {
      id,
      object: "refund",
      amount,
      balance_transaction,
      charge: charge.id,
      currency,
      metadata,
      payment_intent: intent.id,
      status,
    };
    refunds.set(id, refund);
    return refund;
  }

  function createRefund(given: Json): Json {
    refuseUnknown(given, ["payment_intent", "amount", "metadata"]);
    const intent = intentOf(textOf(given, "payment_intent"));
    const amount = amountOf(given);
    const charge = chargeOf(intent);
    const left = charge.amount - charge.amount_refunded;
    if (intent.status !== "succeeded") throw unexpected(intent);
    if (left === 0) throw invalid("charge_already_refunded", "The charge has already been refunded.");
    if (amount > left) throw invalid("amount_too_large", "The refund is larger than the unrefunded amount.");
    charge.amount_refunded += amount;
    charge.refunded = charge.amount_refunded === charge.amount;
    const status = intent.payment_method === "pm_card_pendingRefund" ? "pending" : "succeeded";
    const refund = addRefund(intent, charge, amount, metadataOf(given), newId("txn"), status);
    emit("refund.created", { ...refund }, intent.id);
    emit("charge.refunded", { ...charge }, intent.id);
    return { ...refund };
  }

  function createTransfer(given: Json): Json {
    refuseUnknown(given, ["amount", "currency", "destination", "transfer_group", "metadata"]);
    const destination = textOf(given, "destination");
    if (!destination.startsWith("acct_"))
      throw invalid("resource_missing", `No such destination: '${destination}'`);
    const transfer: Transfer = {
      id: newId("tr"),
      object: "transfer",
      amount: amountOf(given),
      amount_reversed: 0,
      currency: textOf(given, "currency"),
      destination,
      metadata: metadataOf(given),
      reversals: [],
      transfer_group: textOf(given, "transfer_group"),
    };
    transfers.set(transfer.id, transfer);
    return shownTransfer(transfer);
  }
  const listOf = (data: readonly object[], url: string): Json => ({
    object: "list",
    data,
    has_more: false,
    url,
  });
  const shownTransfer = (transfer: Transfer): Json => ({
    ...transfer,
    reversals: listOf(transfer.reversals, `/v1/transfers/${transfer.id}/reversals`),
  });
  function transferOf(id: string): Transfer {
    const transfer = transfers.get(id);
    if (transfer === undefined)
      throw invalid("resource_missing", `No such transfer: '${id}'`, { status: 404 });
    return transfer;
  }
  function createReversal(id: string, given: Json): Json {
    refuseUnknown(given, ["amount", "metadata"]);
    const transfer = transferOf(id);
    const amount = amountOf(given);
    if (amount > transfer.amount - transfer.amount_reversed)
      throw invalid("transfer_reversal_amount_too_large", "The reversal is larger than what is left.");
    transfer.amount_reversed += amount;
    const reversal: Reversal = {
      id: newId("trr"),
      object: "transfer_reversal",
      amount,
      currency: transfer.currency,
      metadata: metadataOf(given),
      transfer: id,
    };
    transfer.reversals.push(reversal);
    return { ...reversal };
  }

  function carryOut(method: string, path: string, given: Json): Json {
    const [, , kind = "", id = "", action = ""] = path.split("/");
    switch (`${method} ${kind}${id === "" ? "" : "/:id"}${action === "" ? "" : `/${action}`}`) {
      case "POST payment_intents":
        return createIntent(given);
      case "GET payment_intents/:id":
        return shown(intentOf(id), given);
      case "POST payment_intents/:id/confirm":
        return confirmIntent(id, given);
      case "POST payment_intents/:id/capture":
        return captureIntent(id, given);
      case "POST payment_intents/:id/cancel":
        return cancelIntent(id, given);
      case "POST refunds":
        return createRefund(given);
      case "GET refunds": {
        const { payment_intent } = intentIn(given);
        return listOf(
          [...refunds.values()].filter((each) => each.payment_intent === payment_intent).reverse(),
          "/v1/refunds",
        );
      }
      case "POST transfers":
        return createTransfer(given);
      case "GET transfers":
        return listOf(
          [...transfers.values()]
            .filter(
              ({ transfer_group, destination }) =>
                transfer_group === given.transfer_group && destination === given.destination,
            )
            .map(shownTransfer),
          "/v1/transfers",
        );
      case "GET transfers/:id":
        return shownTransfer(transferOf(id));
      case "GET transfers/:id/reversals":
        return listOf(transferOf(id).reversals, path);
      case "POST transfers/:id/reversals":
        return createReversal(id, given);
      default:
        throw new Refusal(
          404,
          { type: "invalid_request_error", message: `Unrecognized request URL (${method}: ${path})` },
          false,
        );
    }
  }
  const intentIn = (given: Json) => ({ payment_intent: intentOf(textOf(given, "payment_intent")).id });

  function attempt(
    method: string,
    path: string,
    given: Json,
  ): { status: number; body: Json; isKept: boolean } {
    try {
      return { status: 200, body: carryOut(method, path, given), isKept: true };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { status: error.status, body: { error: error.error }, isKept: error.isKept };
    }
  }

  function takeFault(line: string): Fault | undefined {
    const index = faults.findIndex(({ on }) => line.startsWith(on));
    return index < 0 ? undefined : faults.splice(index, 1)[0];
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, search } = new URL(request.url ?? "/", "http://stripe.test");
    const method = request.method ?? "GET";
    const form = method === "GET" ? search.slice(1) : await text(request);
    const given = parseForm(form);
    const header = request.headers["idempotency-key"];
    const key = method === "POST" && typeof header === "string" ? header : null;

    const send = (status: number, body: Json, isReplay = false) => {
      requests.push({ method, path, key, status, isReplay });
      response.writeHead(status, {
        "content-type": "application/json",
        "request-id": newId("req"),
        ...(key !== null && { "idempotency-key": key }),
        ...(isReplay && { "idempotent-replayed": "true" }),
      });
      response.end(JSON.stringify(body));
    };
    const error = (status: number, type: string, code?: string) =>
      send(status, { error: { type, message: `Answer ${status}`, ...(code !== undefined && { code }) } });

    const given_key = /^Bearer (.*)$/.exec(request.headers.authorization ?? "")?.[1];
    const isConfirm = path.endsWith("/confirm");
    if (given_key !== (isConfirm ? PUBLISHABLE : KEY)) return error(401, "invalid_request_error");

    const fingerprint = createHash("sha256").update(`${method} ${path} ${form}`).digest("hex");
    const before = key === null ? undefined : kept.get(key);
    if (before !== undefined) {
      if (before.fingerprint !== fingerprint) return error(400, "idempotency_error");
      if (before.answer === null) return error(409, "invalid_request_error", "idempotency_key_in_use");
      return send(before.answer.status, before.answer.body, true);
    }

    const fault = takeFault(`${method} ${path}`);
    if (fault !== undefined && "cut" in fault && fault.cut === "before") {
      request.socket.destroy();
      return;
    }
    // A request that is refused at the door leaves nothing behind its key.
    if (fault !== undefined && "status" in fault && fault.status < 500)
      return error(fault.status, fault.status === 402 ? "card_error" : "invalid_request_error", fault.code);

    const entry: Kept = { fingerprint, answer: null };
    if (key !== null) kept.set(key, entry);
    if (fault !== undefined && "slowMs" in fault)
      await new Promise((resume) => setTimeout(resume, fault.slowMs));
    // Other requests come in while this one is under way.
    await new Promise((resume) => setTimeout(resume, 2));
    const fails = fault !== undefined && "status" in fault;
    const done = fails && fault.tookEffect !== true ? null : attempt(method, path, given);
    const answer = fails
      ? { status: fault.status, body: { error: { type: "api_error", message: "Something went wrong" } } }
      : (done ?? { status: 500, body: {} });
    if (key !== null) {
      if (fails || done?.isKept === true) entry.answer = answer;
      else kept.delete(key);
    }
    if (fault !== undefined && "cut" in fault) request.socket.destroy();
    else send(answer.status, answer.body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  const url = `http://127.0.0.1:${address.port}`;

  return {
    url,
    settings: { secretKey: KEY, webhookSecret, apiUrl: url },
    requests,
    faults,
    events,
    intents,
    refunds,
    transfers,
    async confirm(clientSecret, method) {
      const [id = ""] = clientSecret.split("_secret_");
      const answer = await fetch(`${url}/v1/payment_intents/${id}/confirm`, {
        method: "POST",
        headers: { authorization: `Bearer ${PUBLISHABLE}` },
        body: new URLSearchParams({ client_secret: clientSecret, payment_method: method }),
      });
      await answer.text();
      return answer.status;
    },
    answer(ref, approves) {
      const intent = intentOf(ref);
      if (approves) authorize(intent);
      else
        refuse(
          intent,
          cardError("payment_intent_authentication_failure", "The payment method failed authentication."),
        );
    },
    endRefunds() {
      for (const refund of refunds.values()) {
        const method = intents.get(refund.payment_intent)?.payment_method;
        if (refund.status === "pending") refund.status = "succeeded";
        else if (method === "pm_card_refundFail")
          Object.assign(refund, { status: "failed", failure_reason: "expired_or_canceled_card" });
        else continue;
        const charge = charges.get(refund.charge);
        if (refund.status === "failed" && charge !== undefined) charge.amount_refunded -= refund.amount;
        const type = refund.status === "failed" ? "refund.failed" : "refund.updated";
        emit(type, { ...refund }, refund.payment_intent);
      }
    },
    forgetKeys: () => kept.clear(),
    deliver({ body }, { secondsAgo } = { secondsAgo: 0 }) {
      const at = Math.floor(Date.now() / 1_000) - secondsAgo;
      const signature = createHmac("sha256", webhookSecret).update(`${at}.${body}`).digest("hex");
      return { body, headers: new Headers({ "stripe-signature": `t=${at},v1=${signature}` }) };
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
