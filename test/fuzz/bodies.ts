import * as fc from "fast-check";
import type * as z from "zod";
import { broadcastCorrectionSchema, sendBroadcastSchema } from "@/lib/broadcasts/model/schema";
import { chatContentSchema, receiptBodySchema, typingBodySchema } from "@/lib/chat/model/message";
import { commands, isCommandName } from "@/lib/commands";
import { riderChangeSchema } from "@/lib/dispatch/model/dispatching";
import { offerAnswerSchema, pressSchema } from "@/lib/dispatch/model/riding/requests";
import { createStoreSchema } from "@/lib/joining/model/requests";
import { itemPatchSchema } from "@/lib/menu/model/requests";
import { quoteRequestSchema } from "@/lib/menu/model/schema";
import { preferenceChangesSchema, preferencesSchema } from "@/lib/notifications/model/preferences";
import { markReadSchema } from "@/lib/notifications/model/schema";
import { sendRequestSchema } from "@/lib/notifications/model/send-request";
import { orderActionRequestSchema, statusChangeSchema } from "@/lib/orders/model/requests";
import { placeOrderSchema } from "@/lib/orders/model/schema";
import { confirmSchema } from "@/lib/payments/model/confirm";
import { banReasonSchema } from "@/lib/platform/model/people";
import { pollSchema } from "@/lib/printing/model/poll";
import { answerBodySchema, refundBodySchema } from "@/lib/refunds/model/schema";
import { reportPositionsSchema, setShiftSchema } from "@/lib/riders/model/requests";
import { heartbeatBodySchema } from "@/lib/stores/model/devices/schema";
import { statusBodySchema } from "@/lib/stores/model/status/schema";
import { storeZonesSchema } from "@/lib/stores/model/zones/schema";
import { anyNear, goodOf, type Known } from "./near-json";
import { hostileText, nearText } from "./texts";

export interface Body {
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly encoding?: string;
}

/** Routes whose bodies have a known schema; the others get one of all schemas. */
const SCHEMAS: Record<string, z.core.$ZodType> = {
  "POST /api/orders": placeOrderSchema,
  "POST /api/offers/[id]": offerAnswerSchema,
  "POST /api/orders/[id]/refunds": refundBodySchema,
  "POST /api/refunds/[id]": answerBodySchema,
  "POST /api/trips/[id]/steps": pressSchema,
  "POST /api/quotes": quoteRequestSchema,
  "PUT /api/tenants/[slug]/status": statusBodySchema,
  "PUT /api/tenants/[slug]/zones": storeZonesSchema,
  "POST /api/tenants": createStoreSchema,
  "POST /api/tenants/[slug]/devices/[device_id]/heartbeat": heartbeatBodySchema,
  "POST /api/print/[address]": pollSchema,
  "PATCH /api/tenants/[slug]/menu/items/[id]": itemPatchSchema,
  "POST /api/notifications": sendRequestSchema,
  "PUT /api/notifications/preferences": preferencesSchema,
  "PATCH /api/notifications/preferences": preferenceChangesSchema,
  "POST /api/notifications/read": markReadSchema,
  "POST /api/orders/[id]/actions": orderActionRequestSchema,
  "PATCH /api/orders/[id]/status": statusChangeSchema,
  "POST /api/payments/demo/[secret]": confirmSchema,
  "PUT /api/riders/me/shift": setShiftSchema,
  "POST /api/riders/me/positions": reportPositionsSchema,
  "PUT /api/orders/[id]/rider": riderChangeSchema,
  "POST /api/orders/[id]/messages": chatContentSchema,
  "POST /api/orders/[id]/typing": typingBodySchema,
  "POST /api/orders/[id]/read": receiptBodySchema,
  "POST /api/admin/broadcasts": sendBroadcastSchema,
  "PUT /api/admin/broadcasts/[id]": broadcastCorrectionSchema,
  "POST /api/admin/users/[id]/ban": banReasonSchema,
  "DELETE /api/admin/users/[id]/ban": banReasonSchema,
};

export const COMMANDS = Object.keys(commands).filter(isCommandName);
export const COMMAND_ROUTE = "POST /api/commands/";
export function inputOf(target: string): z.core.$ZodType | undefined {
  const name = target.replace(COMMAND_ROUTE, "");
  return isCommandName(name) ? commands[name].input : SCHEMAS[target];
}
const ALL = [...Object.values(SCHEMAS), ...COMMANDS.map((name) => commands[name].input)];

const JSON_TYPE = "application/json";
const FORM_TYPE = "application/x-www-form-urlencoded";
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** Texts of JSON that its writer would not write. */
const RAW: readonly ((text: string, at: number) => string)[] = [
  (text, at) => text.slice(0, at),
  (text) => `${text}${text}`,
  (text) => `\ufeff${text}`,
  (text) => text.replace("{", '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"x":1}},'),
  (text) => text.replace(/"(\w+)":/, '"$1":null,"$1":'),
  (text) => text.replace(/:(\d+|"[^"]*")/, ":1e999"),
  (text) => text.replace(/:(\d+|"[^"]*")/, `:${"9".repeat(2_000)}`),
  (text) => text.replace(/:(\d+|"[^"]*")/, ':"\\ud800\\u0000"'),
  () => "[".repeat(30_000),
  () => `${"[".repeat(30_000)}${"]".repeat(30_000)}`,
  () => '{"a":'.repeat(5_000),
  () => "",
  () => "null",
  () => " ".repeat(70_000),
];

function rawJson(text: fc.Arbitrary<string>): fc.Arbitrary<Body> {
  return fc.record({ text, how: fc.constantFrom(...RAW), at: fc.nat() }).map((given) => ({
    type: JSON_TYPE,
    bytes: bytesOf(given.how(given.text, given.at % (given.text.length + 1))),
  }));
}

const CHARSETS = ["utf-16le", "iso-8859-1", "utf-7", "x-user-defined", "no-such", '"', "utf-8"];

/** The declared character set, the encoding or the bytes are not what they should be. */
function damaged(text: fc.Arbitrary<string>): fc.Arbitrary<Body> {
  return fc.oneof(
    fc.record({ text, at: fc.nat(), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) }).map((given) => {
      const whole = Buffer.from(given.text);
      const at = given.at % (whole.length + 1);
      return {
        type: JSON_TYPE,
        bytes: Buffer.concat([whole.subarray(0, at), given.bytes, whole.subarray(at)]),
      };
    }),
    fc.tuple(text, fc.constantFrom(...CHARSETS)).map(([given, charset]) => ({
      type: `${JSON_TYPE}; charset=${charset}`,
      bytes: Buffer.from(given, "utf16le"),
    })),
    fc
      .tuple(text, fc.constantFrom("gzip", "br", "deflate, gzip", "no-such"))
      .map(([given, encoding]) => ({ type: JSON_TYPE, bytes: bytesOf(given), encoding })),
    fc
      .tuple(text, fc.constantFrom("", "text/plain", "application/xml", "application/json+x", "a/b/c", ";;;"))
      .map(([given, type]) => ({ type, bytes: bytesOf(given) })),
  );
}

export function jsonBody(schemas: readonly z.core.$ZodType[], known: Known): fc.Arbitrary<Body> {
  const text = fc
    .oneof(...schemas.map((schema) => anyNear(schema, known)))
    .map((value) => JSON.stringify(value) ?? "");
  return fc.oneof(
    { weight: 7, arbitrary: text.map((given) => ({ type: JSON_TYPE, bytes: bytesOf(given) })) },
    { weight: 2, arbitrary: rawJson(text) },
    { weight: 2, arbitrary: damaged(text) },
  );
}

const FIELDS = [
  "email",
  "callbackUrl",
  "token",
  "everywhere",
  "x-page-user",
  "csrfToken",
  "json",
  "redirect",
];

export function formBody(values: fc.Arbitrary<string>): fc.Arbitrary<Body> {
  const value = fc.oneof({ weight: 3, arbitrary: values }, nearText(values), hostileText);
  const entries = fc.array(
    fc.tuple(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...FIELDS) }, hostileText), value),
    { maxLength: 6 },
  );
  return fc.oneof(
    {
      weight: 4,
      arbitrary: entries.map((given) => ({
        type: FORM_TYPE,
        bytes: bytesOf(
          new URLSearchParams(
            given.map(([name, text]) => [name.toWellFormed(), text.toWellFormed()]),
          ).toString(),
        ),
      })),
    },
    {
      weight: 1,
      arbitrary: hostileText.map((text) => ({ type: FORM_TYPE, bytes: bytesOf(`email=${text}&=&&%zz=%`) })),
    },
    { weight: 1, arbitrary: multipartBody(entries) },
  );
}

export function multipartBody(
  entries: fc.Arbitrary<readonly (readonly [string, string])[]>,
): fc.Arbitrary<Body> {
  const boundary = "----fuzz";
  return fc
    .record({
      entries,
      declared: fc.constantFrom(`; boundary=${boundary}`, "", "; boundary=", "; boundary=other"),
      isClosed: fc.boolean(),
    })
    .map((given) => {
      const parts = given.entries.map(
        ([name, text]) =>
          `--${boundary}\r\nContent-Disposition: form-data; name="${name.replaceAll(/[\r\n"]/g, "_")}"\r\n\r\n${text}\r\n`,
      );
      const end = given.isClosed ? `--${boundary}--\r\n` : "";
      return { type: `multipart/form-data${given.declared}`, bytes: bytesOf(parts.join("") + end) };
    });
}

/** A body that a route accepts if anything does. */
export function plainBody(target: string, known: Known, email: string): fc.Arbitrary<Body> {
  const schema = inputOf(target);
  if (schema === undefined)
    return fc.constant({
      type: FORM_TYPE,
      bytes: bytesOf(new URLSearchParams({ email, callbackUrl: "/" }).toString()),
    });
  return goodOf(schema, known).map((value) => ({ type: JSON_TYPE, bytes: bytesOf(JSON.stringify(value)) }));
}

export function anyBody(
  target: string,
  isForm: boolean,
  known: Known,
  values: fc.Arbitrary<string>,
): fc.Arbitrary<Body> {
  const schema = inputOf(target);
  const json = jsonBody(schema === undefined ? ALL : [schema], known);
  return fc.oneof(
    { weight: isForm ? 1 : 6, arbitrary: json },
    { weight: isForm ? 6 : 1, arbitrary: formBody(values) },
  );
}
