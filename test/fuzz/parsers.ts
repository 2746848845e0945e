import * as fc from "fast-check";
import { errorKey } from "@/app/(auth)/signin/_components/error-key";
import { parseTheme } from "@/components/shell/theme";
import { readSessionToken } from "@/lib/auth/credentials/session-token";
import { isTokenText } from "@/lib/auth/credentials/tokens";
import { internalPath } from "@/lib/auth/model/internal-path";
import { mailboxOf } from "@/lib/auth/model/mailbox";
import { fieldOfPath, readCheckoutForm } from "@/lib/cart/model/checkout-form";
import { readLastDelivery } from "@/lib/cart/model/last-delivery";
import { parseCart } from "@/lib/cart/model/schema";
import { warningOf } from "@/lib/chat/model/warnings";
import { parseChatCursor } from "@/lib/chat/server/queries";
import { isCommandName } from "@/lib/commands";
import { parseEnv } from "@/lib/env";
import { catalogue } from "@/lib/events";
import { isArguments } from "@/lib/http/action-arguments";
import { bodyText } from "@/lib/http/body-text";
import { addressKey, forwardedAddress } from "@/lib/http/client-address";
import { decodePageCursor, encodePageCursor } from "@/lib/http/page-cursor";
import { readIdempotencyKey } from "@/lib/http/rest";
import { isFromAnotherSite } from "@/lib/http/same-site";
import { presentsSecret } from "@/lib/http/shared-secret";
import { EMPTY_DISH, readDraft } from "@/lib/menu/client/dish-draft";
import { readPrice } from "@/lib/menu/model/edit/price-text";
import { parseCsv } from "@/lib/menu/model/file/csv";
import { decodeFile } from "@/lib/menu/model/file/decode";
import { parseMenuCsv } from "@/lib/menu/model/file/menu-csv";
import { parseMenuJson } from "@/lib/menu/model/file/menu-json";
import { readUnsubscribeToken, unsubscribeToken } from "@/lib/notifications/server/mail/unsubscribe-token";
import { orderChannel } from "@/lib/orders/model/channels";
import { actionFor, statusChangeSchema } from "@/lib/orders/model/requests";
import { searchWords } from "@/lib/orders/model/search";
import { orderQuery } from "@/lib/platform/model/order-words";
import { printable, wrap } from "@/lib/printing/model/paper/printable";
import { conditionOf, faultOf } from "@/lib/printing/model/poll";
import { Lines } from "@/lib/realtime/bus/lines";
import { decodeBatch, encodeBatches } from "@/lib/realtime/bus/message";
import { Signatures } from "@/lib/realtime/bus/signature";
import { StreamReader } from "@/lib/realtime/client/stream/reader";
import { parseRelayed } from "@/lib/realtime/client/tabs/relay";
import { channelParser } from "@/lib/realtime/protocol/channel-parser";
import { decodeCursor, decodeId, encodeCursor } from "@/lib/realtime/protocol/cursor";
import { encodeFrame } from "@/lib/realtime/protocol/sse";
import { readOsmAnd, readTraccar } from "@/lib/riders/model/tracking/osmand";
import { readOwnTracks } from "@/lib/riders/model/tracking/owntracks";
import { readSubscriberToken, subscriberToken } from "@/lib/status/server/subscriber-token";
import { readDraft as readCapacity } from "@/lib/stores/client/capacity-draft";
import { newZone, readZones } from "@/lib/stores/client/zones-draft";
import { readPercent } from "@/lib/stores/model/admin";
import { fold } from "@/lib/text/fold";
import { minorUnitDigits } from "@/lib/text/minor-units";
import { readJsonText } from "@/lib/text/read-json";
import { isStorable } from "@/lib/text/storable-text";
import { isVisible } from "@/lib/text/visible-text";
import { sseParser } from "@/test/support/sse-parser";
import { hostileValue, nearValue, validOf } from "./near-json";
import { headerText, hostileText, nearText } from "./texts";

/** Everything that reads something from outside in one process. Schemas are found by themselves: parser-run.ts. */

export interface Parser {
  run(input: unknown): unknown;
  readonly inputs: fc.Arbitrary<unknown>;
  /** True for a parser of texts, whose time must not grow faster than the text. */
  readonly isTimed: boolean;
  /** The only error that it throws. */
  readonly mayThrow?: RegExp;
}

/** Reads a text; `like` are texts that it accepts. */
function text(run: (given: string) => unknown, like: readonly string[] = ["a"], mayThrow?: RegExp): Parser {
  const good = fc.constantFrom(...like);
  return {
    run: (given) => run(String(given)),
    inputs: fc.oneof(
      { weight: 1, arbitrary: good },
      { weight: 4, arbitrary: nearText(good) },
      { weight: 3, arbitrary: hostileText },
    ),
    isTimed: true,
    ...(mayThrow && { mayThrow }),
  };
}

/** Reads a value that is parsed or cloned already. */
function value(run: (given: unknown) => unknown, like: fc.Arbitrary<unknown>): Parser {
  return {
    run,
    inputs: fc.oneof({ weight: 1, arbitrary: like }, { weight: 4, arbitrary: nearValue(like) }, hostileValue),
    isTimed: false,
  };
}

/** Reads a JSON text. */
function json(run: (given: string) => unknown, like: fc.Arbitrary<unknown>): Parser {
  const written = value((given) => run(String(given)), like).inputs.map(
    (given) => JSON.stringify(given) ?? "",
  );
  return {
    run: (given) => run(String(given)),
    inputs: fc.oneof(
      { weight: 4, arbitrary: written },
      { weight: 2, arbitrary: nearText(written) },
      hostileText,
    ),
    isTimed: true,
  };
}

/** Reads a header, of which Node lets only some characters through. */
function header(name: string, run: (request: Request) => unknown, like: readonly string[]): Parser {
  const request = (given: unknown) =>
    new Request("http://localhost:3000/", { headers: { host: "localhost:3000", [name]: String(given) } });
  const inputs = fc.oneof(
    headerText,
    nearText(fc.constantFrom(...like)).map((given) => given.replaceAll(/[^\t\x20-\x7e]/g, "?")),
  );
  return { run: (given) => run(request(given)), inputs, isTimed: false };
}

const ID = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
const CURSOR = encodeCursor([
  [`order:${ID}`, { epoch: "e1", offset: 7 }],
  [`user:${ID}`, { epoch: "", offset: 0 }],
]);
const BATCH = encodeBatches("origin-1", [
  {
    channel: `order:${ID}`,
    epoch: "e1",
    offset: 7,
    type: "order_status_update",
    priority: "high",
    key: null,
    isThrottled: false,
    data: '{"a":"ä"}',
  },
]);
const ZONE_DRAFT = newZone(ID, "ring", { delivery_fee: 0, minimum_order: 0, currency: "EUR" });
const KEY = "a key of the bus for the fuzz run, 32 characters";
const signatures = new Signatures({ key: KEY, other: `${KEY} that was before` });
const BODIES = BATCH.map((body) => signatures.sign("topic", body));

const EVENT = {
  channel: `order:${ID}`,
  offset: 8,
  order_id: ID,
  status: "Preparing",
  timestamp: "2026-05-04T18:00:00.000Z",
};
const LINE = {
  phase: "open",
  failures: 0,
  heartbeatMs: 1,
  lastSign: 1,
  lastFrame: null,
  since: null,
  isHandingOver: false,
  isRefused: false,
  clockOffsets: [1],
  isLimited: false,
};
const RELAYED = fc.constantFrom<unknown>(
  {
    kind: "hello",
    tab: "t",
    ask: 1,
    channels: [`order:${ID}`],
    cursor: CURSOR,
    isServed: false,
    isWake: true,
  },
  { kind: "frame", name: "reset", text: "{}", id: CURSOR, term: 1, seq: 2 },
  { kind: "connected", text: "{}", id: CURSOR, serves: { t: 1 }, term: 1, seq: 1 },
  { kind: "line", line: LINE, term: 1, seq: 3 },
  { kind: "leave", tab: "t" },
);
const CART = fc.constant<unknown>({
  version: 1,
  key: "a-key-of-eight",
  delivery_fee: 250,
  lines: [
    {
      menu_item_id: ID,
      name: "Soup",
      unit_price: 500,
      quantity: 2,
      option_ids: [ID],
      option_names: ["Hot"],
      note: "",
    },
  ],
});
const DELIVERY = fc.constant<unknown>({
  version: 1,
  address: { line1: "Quay 7", city: "Port Selby", postal_code: "1", note: "" },
  payment_method: "cash",
});

function streamReader(): StreamReader<NonNullable<ReturnType<typeof catalogue.decode>>> {
  const reader = new StreamReader(catalogue, CURSOR);
  // The first mismatch is reported on the console.
  reader.mismatches = 1;
  reader.begin([`order:${ID}`, `user:${ID}`], CURSOR);
  return reader;
}

const idOfOrder = channelParser(orderChannel);

/** Splits at some place, as a network does. */
function readLines(given: string): void {
  const lines = new Lines(
    1_000,
    () => undefined,
    () => undefined,
  );
  const at = Math.floor(given.length / 3);
  for (const piece of [given.slice(0, at), given.slice(at)]) lines.push(piece);
}

function throughStorage(stored: string): unknown {
  return readLastDelivery({ getItem: () => stored, setItem: () => undefined }, ID);
}

function readForm(given: string): unknown {
  const form = new FormData();
  for (const name of ["line1", "city", "postal_code", "address_note", "payment_method", "note"])
    form.set(name, given);
  return readCheckoutForm(form);
}

/** Throws unless a reader of the stream gets the text that the server has written. */
function throughTheWire(given: string): void {
  const [frame] = sseParser()(encodeFrame({ event: "a", data: given, id: CURSOR }));
  const lines = given.split(/\r\n|\r|\n/).join("\n");
  if (frame?.data !== lines || frame.id !== CURSOR) throw new Error("The frame was changed by its way");
}

const readBody = (charset: string) => async (given: unknown) => {
  const bytes = Buffer.from(String(given), "latin1");
  const request = new Request("http://localhost:3000/", {
    method: "POST",
    headers: { "content-type": `text/plain; charset=${charset}` },
    body: bytes,
  });
  return bodyText(request, 10_000);
};

/** By file and name. A `parse…`, `decode…` or `read…` that is neither here nor in `NOT_FUZZED` fails a test. */
export const PARSERS: Readonly<Record<string, Parser>> = {
  "app/(auth)/signin/_components/error-key.ts errorKey": value(errorKey, fc.constant("OAuthCallback")),
  "components/shell/theme.ts parseTheme": text(parseTheme, ["light", "dark"]),
  "lib/auth/credentials/session-token.ts readSessionToken": text(readSessionToken, [
    "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c",
  ]),
  "lib/auth/credentials/tokens.ts isTokenText": text(isTokenText, [`pw_${"a".repeat(43)}`]),
  "lib/auth/model/internal-path.ts internalPath": text(
    (given) => internalPath(given, "/", "http://localhost:3000"),
    ["/orders?a=b#c", "http://localhost:3000/x"],
  ),
  "lib/auth/model/mailbox.ts mailboxOf": text(mailboxOf, ["lena+a@b.test", "l.e.n.a@gmail.com"]),
  "lib/cart/model/checkout-form.ts fieldOfPath": text(fieldOfPath, ["order.address.line1"]),
  "lib/cart/model/checkout-form.ts readCheckoutForm": text(readForm, ["cash", "Quay 7"]),
  "lib/cart/model/last-delivery.ts readLastDelivery": json(throughStorage, DELIVERY),
  "lib/cart/model/schema.ts parseCart": json(parseCart, CART),
  "lib/stores/model/admin.ts readPercent": text(readPercent, ["12.5", "12,5", "50"]),
  "lib/platform/model/order-words.ts orderQuery": text(orderQuery, ["ORD-7KQ2MX", "lena@demo.test sushi"]),
  "lib/printing/model/paper/printable.ts wrap": text(
    (given) => wrap(printable(given), 32),
    ["no nuts 漢 😀"],
  ),
  "lib/printing/model/poll.ts conditionOf": text(conditionOf, ["200%20OK", "410 Out of paper"]),
  "lib/printing/model/poll.ts faultOf": text(faultOf, ["200 OK", "511"]),
  "lib/menu/model/edit/price-text.ts readPrice": text((given) => readPrice(given, "EUR"), ["12.90", "-0,5"]),
  "lib/stores/client/capacity-draft.ts readDraft": text(
    (given) => readCapacity({ unit: "points", most: { orders: given, points: given }, autoBusy: false }),
    ["20", " 8 "],
  ),
  "lib/stores/client/zones-draft.ts readZones": text(
    (given) =>
      readZones([{ ...ZONE_DRAFT, ...{ name: given, radius: given, fee: given, extra: given } }], "EUR"),
    ["3000", "2,50", "Harbour"],
  ),
  "lib/menu/client/dish-draft.ts readDraft": text(
    (given) => {
      const option = { id: ID, name: given, price: given };
      const group = { id: ID, name: given, minimum: 0, maximum: 1, options: [option] };
      return readDraft(
        { ...EMPTY_DISH, name: given, description: given, price: given, groups: [group] },
        "EUR",
      );
    },
    ["12.90"],
  ),
  "lib/menu/model/file/csv.ts parseCsv": text(
    (given) => parseCsv(given, 1_000),
    ['a,"b ""c""",d\r\n', "a;b\r\n"],
  ),
  "lib/menu/model/file/decode.ts decodeFile": text(
    (given) =>
      (["utf8", "utf16le", "latin1"] as const).map((charset) => decodeFile(Buffer.from(given, charset))),
    ["kind,name", "\ufeffkind,name"],
  ),
  "lib/menu/model/file/menu-csv.ts parseMenuCsv": text(
    (given) => parseMenuCsv(given, "EUR"),
    ['kind,name,price\r\ncategory,All\r\ndish,"Soup, hot",3.90\r\ngroup,Size\r\noption,Large,1\r\n'],
  ),
  "lib/menu/model/file/menu-json.ts parseMenuJson": text(
    (given) => parseMenuJson(given, "EUR"),
    ['{"format":"platewire-menu","version":1,"currency":"EUR","categories":[{"name":"All","items":[]}]}'],
  ),
  "lib/status/server/subscriber-token.ts readSubscriberToken": text(
    (given) => readSubscriberToken("stop", given),
    [subscriberToken("stop", ID)],
  ),
  "lib/notifications/server/mail/unsubscribe-token.ts readUnsubscribeToken": text(readUnsubscribeToken, [
    unsubscribeToken({ userId: ID, kind: "order_progress" }),
  ]),
  "lib/commands.ts isCommandName": value(isCommandName, fc.constant("place_order")),
  "lib/env.ts parseEnv": text(
    (given) => parseEnv({ LIMIT_WRITE: given, DATABASE_URL: given, LOG_LEVEL: given }),
    ["5", "postgres://a:b@c/d", "warn"],
    /^The environment has /,
  ),
  "lib/events.ts catalogue": value(
    (given) => catalogue.names.map((name) => catalogue.decode(name, given)),
    fc.constant<unknown>(EVENT),
  ),
  "lib/http/action-arguments.ts isArguments": json(
    isArguments,
    fc.constant<unknown>(["place_order", { a: ["$$x"] }, "key", "$undefined"]),
  ),
  "lib/http/body-text.ts bodyText": { run: readBody("utf-8"), inputs: hostileText, isTimed: true },
  "lib/http/body-text.ts bodyText of any character set": {
    run: (given) => readBody("utf-8")(given).then(() => readBody(String(given))("a")),
    inputs: headerText.map((given) => given.slice(0, 50)),
    isTimed: false,
  },
  "lib/http/client-address.ts addressKey": text(addressKey, [
    "1.2.3.4:80",
    "[::1]:80",
    "::ffff:1.2.3.4",
    "fe80::1%eth0",
    "1:2:3:4:5:6:1.2.3.4",
  ]),
  "lib/http/client-address.ts forwardedAddress": text(
    (given) => [1, 2, 10].map((proxies) => forwardedAddress(given, proxies)),
    ["1.2.3.4, ::1"],
  ),
  "lib/chat/server/queries.ts parseChatCursor": text(parseChatCursor, ["12", "2147483648"]),
  "lib/chat/model/warnings.ts warningOf": text(warningOf, ["+49 431 5601234", "DE89 3704 0044 0532 0130 00"]),
  "lib/http/page-cursor.ts decodePageCursor": text(decodePageCursor, [
    encodePageCursor({ created_at: new Date(0), id: ID }),
    "W10",
  ]),
  "lib/http/rest.ts readIdempotencyKey": header("idempotency-key", readIdempotencyKey, ["a-key-of-eight"]),
  "lib/http/same-site.ts isFromAnotherSite": header("origin", isFromAnotherSite, [
    "http://localhost:3000",
    "null",
  ]),
  "lib/http/shared-secret.ts presentsSecret": header(
    "authorization",
    (request) => presentsSecret(request, KEY),
    [`Bearer ${KEY}`],
  ),
  "lib/orders/model/requests.ts actionFor": value((given) => {
    const change = statusChangeSchema.safeParse(given);
    return change.success ? actionFor(change.data) : null;
  }, validOf(statusChangeSchema)),
  "lib/orders/model/search.ts searchWords": text(searchWords, ["Müller's soup"]),
  "lib/realtime/bus/lines.ts Lines": text(readLines, ["data: message,topic,text\n"]),
  "lib/realtime/bus/message.ts decodeBatch": text(decodeBatch, BATCH),
  "lib/realtime/bus/signature.ts Signatures": text((given) => signatures.open("topic", given), BODIES),
  "lib/realtime/client/stream/reader.ts cursor": text(
    (given) => new StreamReader(catalogue, given).compare(given),
    [CURSOR],
  ),
  "lib/realtime/client/stream/reader.ts event": json(
    (given) => catalogue.names.map((name) => streamReader().event(name, given, CURSOR)),
    fc.constant<unknown>(EVENT),
  ),
  "lib/realtime/client/stream/reader.ts reset": json(
    (given) => streamReader().reset(given, CURSOR),
    fc.constant<unknown>({ channel: EVENT.channel, offset: 9, reason: "trimmed" }),
  ),
  "lib/realtime/client/tabs/relay.ts parseRelayed": value(parseRelayed, RELAYED),
  "lib/realtime/protocol/channel-parser.ts channelParser": text(idOfOrder, [`order:${ID}`]),
  "lib/realtime/protocol/cursor.ts decodeCursor": text(decodeCursor, [CURSOR, `v1~order:${ID}=e1.7`]),
  "lib/realtime/protocol/cursor.ts decodeId": text(decodeId, [CURSOR, CURSOR.replace("v2", "c2")]),
  "lib/realtime/protocol/sse.ts encodeFrame": text(throughTheWire, ['{"a":1}', "a\r\nb"]),
  "lib/riders/model/tracking/owntracks.ts readOwnTracks": value(
    readOwnTracks,
    fc.constant<unknown>({
      _type: "location",
      lat: 54.3,
      lon: 10.1,
      tst: 1_795_000_000,
      acc: 9,
      vel: 18,
      batt: 40,
    }),
  ),
  "lib/riders/model/tracking/osmand.ts readOsmAnd": text(
    (given) => readOsmAnd(new URLSearchParams(given)),
    ["id=a&lat=54.3&lon=10.1&timestamp=1795000000&speed=9.7&bearing=90&accuracy=12&batt=40.0"],
  ),
  "lib/riders/model/tracking/osmand.ts readTraccar": value(
    readTraccar,
    fc.constant<unknown>({
      device_id: "a",
      location: {
        timestamp: "2026-11-27T12:00:00.000Z",
        coords: { latitude: 54.3, longitude: 10.1, accuracy: 9, speed: 5, heading: 90 },
        battery: { level: 0.4 },
      },
    }),
  ),
  "lib/text/fold.ts fold": text(fold, ["Ångström’s ßœ"]),
  "lib/text/minor-units.ts minorUnitDigits": text(minorUnitDigits, ["EUR", "jpy"]),
  "lib/text/read-json.ts readJsonText": text(readJsonText, ['{"a":[1,{}]}']),
  "lib/text/storable-text.ts isStorable": text(isStorable),
  "lib/text/visible-text.ts isVisible": text(isVisible),
};

const ROWS = "reads our own tables";
const STORED = "returns a stored text as it is; its readers parse it";

/** Functions that are called like parsers, and why they are not in the list above. */
export const NOT_FUZZED: Readonly<Record<string, string>> = {
  "lib/auth/credentials/session-token.ts decodeUnrevoked":
    "calls readSessionToken, then reads our own tables",
  "lib/board/client/preferences.ts readText": STORED,
  "lib/board/client/this-shift.ts readId": STORED,
  "lib/board/client/this-shift.ts readShift": "calls readId",
  "lib/board/client/change-shift.ts readEndedShift": "calls readId",
  "hooks/browser/drafts.ts readDraft": "calls parseJson with the schema of the draft",
  "lib/text/parse-json.ts parseJson": "calls readJsonText, then the schema",
  "lib/http/rest.ts readJson": "calls bodyText and readJsonText; the requests of the fuzz run go through it",
  "lib/photos/decode-photo.ts decodePhoto": "its own test changes and cuts photos",
  "app/(live)/(site)/orders/[orderId]/read-own-order.ts readOwnOrder": ROWS,
  "lib/photos/read-photo.ts readPhoto": "calls bodyBytes; the photo is read by decodePhoto",
  "lib/commands/idempotency.ts readKey": ROWS,
  "lib/commands/idempotency.ts readRefusal": ROWS,
  "lib/orders/server/queries.ts readOrdersOfTrip": ROWS,
  "lib/chat/model/events.ts readReceipt": "is an event",
  "lib/chat/server/access.ts readBlocks": ROWS,
  "lib/chat/server/chat-order.ts readChatOrder": ROWS,
  "lib/chat/server/photos.ts readChatPhoto": ROWS,
  "lib/chat/server/queries.ts readChat": ROWS,
  "lib/chat/server/queries.ts readFirstUnread": ROWS,
  "lib/chat/server/queries.ts readPage": ROWS,
  "lib/chat/server/queries.ts readReadSeq": ROWS,
  "lib/chat/server/queries.ts readUnreadChats": ROWS,
  "lib/chat/server/read-as-admin.ts readChatAsAdminCommand": "is a command; the fuzz run sends it",
  "lib/chat/server/rows.ts readSeq": "builds a part of a query",
  "lib/dispatch/server/door-photo.ts readDoorPhoto": ROWS,
  "lib/dispatch/server/offers.ts readOpenOffers": ROWS,
  "lib/dispatch/server/rider-home.ts readRiderHome": ROWS,
  "lib/dispatch/server/plan/read-failed-delivery.ts readFailedDeliveryCommand":
    "a command, which the run of the server calls with what strangers send",
  "lib/dispatch/server/riding/places.ts readPlaces": ROWS,
  "lib/dispatch/server/riding/read-trip.ts readTrip": ROWS,
  "lib/dispatch/server/riding/read-trip.ts readOpenTripId": ROWS,
  "lib/dispatch/server/riding/stops.ts readStops": ROWS,
  "lib/dispatch/server/riding/stops.ts readStopsOfOrders": ROWS,
  "lib/geo/client/map-colours.ts readMapColours": "asks the browser for the colours of the page's own tokens",
  "lib/geo/client/map-source.ts readMapSource": "reads what our own layout wrote, by a schema",
  "hooks/notifications/push-browser.ts readPermission": "asks the browser",
  "lib/menu/client/read-menu-file.ts readMenuFile": "calls decodeFile, parseMenuCsv and parseMenuJson",
  "lib/dispatch/server/plan/read-area.ts readLatestDecisions": ROWS,
  "lib/dispatch/server/plan/read-area.ts readArea": ROWS,
  "lib/dispatch/server/plan/decisions.ts readPresentDecisions": ROWS,
  "lib/dispatch/server/plan/area-facts.ts readFacts": ROWS,
  "lib/dispatch/server/plan/area-facts.ts readSharedFacts": ROWS,
  "lib/dispatch/server/plan/learn.ts readReadiness": ROWS,
  "lib/dispatch/server/plan/learn.ts readCorrections": ROWS,
  "lib/dispatch/server/plan/read-view.ts readDispatchView": ROWS,
  "lib/dispatch/server/read-may-dispatch.ts readMayDispatch": ROWS,
  "lib/dispatch/server/plan/order-rights.ts readOrderStores": ROWS,
  "lib/dispatch/server/plan/order-rights.ts readKnownRider": ROWS,
  "lib/menu/server/queries.ts readMenu": ROWS,
  "lib/notifications/server/queries.ts readPreferences": ROWS,
  "lib/stores/server/queries.ts readOpenPause": ROWS,
  "lib/stores/server/admin/list-stores.ts readStoreForAdmins": ROWS,
  "lib/stores/server/admin/list-stores.ts readPause": ROWS,
  "lib/stores/server/admin/reliability.ts readReliabilities": ROWS,
  "lib/stores/server/admin/reliability.ts readReliability": ROWS,
  "lib/platform/server/people/appeals.ts readOwnAppeal": ROWS,
  "lib/platform/server/people/queries.ts readPerson": ROWS,
  "lib/platform/server/orders/order-log.ts readOrderLog": ROWS,
  "lib/orders/server/queries.ts readLatestDecided": ROWS,
  "lib/orders/server/queries.ts readOrderForPaper": ROWS,
  "lib/orders/server/queries.ts readQueue": ROWS,
  "lib/notifications/server/tell-of-failed-delivery.ts readFailedDelivery": ROWS,
  "lib/orders/server/queries.ts readRecipients": ROWS,
  "lib/orders/server/queries.ts readWaitingOrder": ROWS,
  "lib/orders/server/rows.ts readWholeOrder": ROWS,
  "lib/broadcasts/server/queries.ts readInForce": ROWS,
  "lib/broadcasts/server/queries.ts readWindows": ROWS,
  "lib/platform/server/switches.ts readSwitches": ROWS,
  "lib/platform/server/queries.ts readBackgroundWork": ROWS,
  "lib/riders/server/queries.ts readFleet": ROWS,
  "lib/invitations/server/queries.ts readOwnInvitation": ROWS,
  "lib/team/server/queries.ts readTeam": ROWS,
  "lib/joining/server/queries.ts readChecklist": ROWS,
  "lib/riders/server/queries.ts readRiderLocation": ROWS,
  "lib/riders/server/rider-week.ts readRiderWeek": ROWS,
  "lib/printing/server/printer-queue.ts readOpenJobs": ROWS,
  "lib/printing/server/queries.ts readPrinting": ROWS,
  "lib/realtime/hub/control-follower.ts readControlPosition": ROWS,
  "lib/realtime/log/log.ts readHeads": ROWS,
  "lib/realtime/log/log.ts readChanges": ROWS,
  "lib/realtime/log/log.ts readEvents": ROWS,
  "lib/realtime/log/log.ts readPages": ROWS,
  "lib/realtime/log/log.ts readPosition": ROWS,
  "lib/realtime/log/read-many.ts readManyChannels": ROWS,
  "lib/realtime/presence/presence-tables.ts readOtherInstances": ROWS,
  "lib/realtime/presence/presence-tables.ts readUsersElsewhere": ROWS,
  "lib/figures/server/counted-orders.ts readOrderGroups": ROWS,
  "lib/figures/server/counted-orders.ts readDishSales": ROWS,
  "lib/figures/server/past-days.ts readPastDays": ROWS,
  "lib/figures/server/queries.ts readFigures": ROWS,
  "lib/figures/server/queries.ts readFiguresPage": ROWS,
  "lib/figures/server/store.ts readStore": ROWS,
  "lib/jobs/queue-counts.ts readQueueCounts": ROWS,
  "lib/jobs/schedules.ts readSchedules": ROWS,
  "lib/status/server/health.ts readHealth": "reads the state of this process",
  "lib/status/server/queries.ts readStatusPage": ROWS,
  "lib/status/server/samples.ts readSamples": ROWS,
  "lib/privacy/server/consent.ts readConsent": ROWS,
  "lib/privacy/server/queries.ts readArchive": ROWS,
  "lib/platform/server/connections.ts readConnections": ROWS,
  "lib/server/metrics.ts readMetrics": "reads the state of this process",
  "lib/server/read-live.ts readLive": ROWS,
  "lib/stores/server/queries.ts readStaff": ROWS,
  "lib/stores/server/queries.ts readStoreDelivery": ROWS,
  "lib/stores/server/queries.ts readZones": ROWS,
  "lib/stores/server/queries.ts readTenant": ROWS,
  "lib/stores/server/queries.ts readTenants": ROWS,
};
