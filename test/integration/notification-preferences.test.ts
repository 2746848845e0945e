import { describe, expect, test } from "vitest";
import {
  GET as getPreferences,
  PATCH as patchPreferences,
  PUT as putPreferences,
} from "@/app/api/notifications/preferences/route";
import { GET as getUnsubscribe, POST as postUnsubscribe } from "@/app/api/notifications/unsubscribe/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { preferencesOf } from "@/lib/notifications/model/preferences";
import { readUnsubscribeToken, unsubscribeToken } from "@/lib/notifications/server/mail/unsubscribe-token";
import { readPreferences } from "@/lib/notifications/server/queries";
import { turnMailOff } from "@/lib/notifications/server/set-preferences";
import { withDatabase } from "@/test/support/database";
import { makePerson } from "@/test/support/world";

withDatabase();

const BOTH: Scope[] = ["notifications:read", "notifications:write"];
const ADDRESS = "http://localhost:3000/api/notifications";
const defaults = preferencesOf(null);

async function tokenOf(person: Viewer, scopes = BOTH) {
  const { token } = await createToken(person.userId, { name: "test", scopes });
  return { Authorization: `Bearer ${token}` };
}

async function get(headers: Record<string, string>) {
  const response = await getPreferences(new Request(`${ADDRESS}/preferences`, { headers }));
  return { status: response.status, body: await response.json() };
}

const sendingTo =
  (handler: typeof putPreferences, method: string) =>
  async (headers: Record<string, string>, body: unknown) => {
    const response = await handler(
      new Request(`${ADDRESS}/preferences`, {
        method,
        headers: { "Content-Type": "application/json", ...headers },
        body: JSON.stringify(body),
      }),
    );
    return { status: response.status, body: await response.json() };
  };
const put = sendingTo(putPreferences, "PUT");
const patch = sendingTo(patchPreferences, "PATCH");

describe("the preferences", () => {
  test("begin with the defaults, and PUT takes what GET returns", async () => {
    const headers = await tokenOf(await makePerson("Lena"));
    const first = await get(headers);
    expect(first).toEqual({ status: 200, body: { success: true, data: defaults } });
    expect(await put(headers, first.body.data)).toEqual(first);
  });

  test("are stored, and are another person's own", async () => {
    const [lena, omar] = [await makePerson("Lena"), await makePerson("Omar")];
    const chosen = {
      kinds: { ...defaults.kinds, messages: { push: false, email: true } },
      quiet_hours: { from: "22:30", to: "06:45" },
      time_zone: "Europe/Berlin",
    };
    const headers = await tokenOf(lena);
    expect((await put(headers, chosen)).body).toEqual({ success: true, data: chosen });
    expect((await get(headers)).body.data).toEqual(chosen);
    expect((await get(await tokenOf(omar))).body.data).toEqual(defaults);
  });

  test("cannot turn off what must reach a person: 400 names it, and nothing changes", async () => {
    const headers = await tokenOf(await makePerson("Lena"));
    const kinds = { ...defaults.kinds, account: { push: true, email: false } };
    expect(await put(headers, { ...defaults, kinds })).toEqual({
      status: 400,
      body: { success: false, errors: ["kinds.account.email: cannot be turned off"] },
    });
    expect((await get(headers)).body.data).toEqual(defaults);
  });

  test.each([
    {},
    { ...defaults, kinds: { messages: { push: true, email: true } } },
    { ...defaults, kinds: { ...defaults.kinds, more: { push: true, email: true } } },
    { ...defaults, quiet_hours: { from: "22:00", to: "22:00" } },
    { ...defaults, time_zone: "Mars/Base" },
  ])("refuse an invalid body (%#)", async (body) => {
    expect((await put(await tokenOf(await makePerson("Lena")), body)).status).toBe(400);
  });

  test("need a session or a token with the scope", async () => {
    const lena = await makePerson("Lena");
    expect((await get({})).status).toBe(401);
    expect((await put({}, defaults)).status).toBe(401);
    expect((await get(await tokenOf(lena, ["orders:read"]))).status).toBe(403);
    expect((await put(await tokenOf(lena, ["notifications:read"]), defaults)).status).toBe(403);
  });
});

describe("changes of the preferences", () => {
  test("leave everything else as it is by then", async () => {
    const headers = await tokenOf(await makePerson("Lena"));
    const quiet = { ...defaults, quiet_hours: { from: "22:30", to: "06:45" }, time_zone: "Europe/Berlin" };
    await put(headers, quiet);
    const changed = await patch(headers, { kinds: { messages: { email: true } } });
    const kinds = { ...defaults.kinds, messages: { push: true, email: true } };
    expect(changed).toEqual({ status: 200, body: { success: true, data: { ...quiet, kinds } } });
    expect((await patch(headers, { quiet_hours: null })).body.data).toEqual({
      ...quiet,
      kinds,
      quiet_hours: null,
    });
    expect((await patch(headers, {})).body.data).toEqual((await get(headers)).body.data);
  });

  test("at once do not overwrite each other, nor a press on the link of a mail", async () => {
    const lena = await makePerson("Lena");
    const headers = await tokenOf(lena);
    await Promise.all([
      patch(headers, { kinds: { messages: { email: true } } }),
      turnMailOff(lena.userId, "order_cancelled"),
      patch(headers, { kinds: { order_progress: { push: false } } }),
      turnMailOff(lena.userId, "messages"),
      patch(headers, { time_zone: "Europe/Berlin" }),
    ]);
    expect((await get(headers)).body.data).toMatchObject({
      kinds: { order_cancelled: { push: true, email: false }, order_progress: { push: false, email: false } },
      time_zone: "Europe/Berlin",
    });
  });

  test("cannot turn off what must reach a person", async () => {
    const headers = await tokenOf(await makePerson("Lena"));
    expect(await patch(headers, { kinds: { account: { email: false } } })).toEqual({
      status: 400,
      body: { success: false, errors: ["kinds.account.email: cannot be turned off"] },
    });
    expect((await get(headers)).body.data).toEqual(defaults);
  });

  test.each([{ kinds: { gone: { push: true } } }, { kinds: { messages: { sms: true } } }, { more: 1 }, []])(
    "refuse an invalid body (%#)",
    async (body) => {
      expect((await patch(await tokenOf(await makePerson("Lena")), body)).status).toBe(400);
    },
  );

  test("are the caller's own, and show nothing to a token that may not read", async () => {
    const [lena, omar] = [await makePerson("Lena"), await makePerson("Omar")];
    const body = { kinds: { messages: { email: true } } };
    expect(await patch(await tokenOf(lena, ["notifications:write"]), body)).toEqual({
      status: 200,
      body: { success: true, data: {} },
    });
    expect((await readPreferences(lena.userId)).kinds.messages.email).toBe(true);
    expect(await readPreferences(omar.userId)).toEqual(defaults);
    expect((await patch({}, body)).status).toBe(401);
    expect((await patch(await tokenOf(lena, ["notifications:read"]), body)).status).toBe(403);
  });
});

describe("unsubscribing from mail", () => {
  const press = (
    token: string,
    body = "List-Unsubscribe=One-Click",
    type = "application/x-www-form-urlencoded",
  ) =>
    postUnsubscribe(
      new Request(`${ADDRESS}/unsubscribe?${new URLSearchParams({ token })}`, {
        method: "POST",
        headers: { "Content-Type": type },
        body,
      }),
    );
  const mailOf = async ({ userId }: Viewer) => (await readPreferences(userId)).kinds.order_cancelled.email;

  test("takes one request, without signing in, and may be repeated", async () => {
    const lena = await makePerson("Lena");
    const token = unsubscribeToken({ userId: lena.userId, kind: "order_cancelled" });
    expect(await mailOf(lena)).toBe(true);
    expect((await press(token)).status).toBe(200);
    expect((await press(token)).status).toBe(200);
    expect(await mailOf(lena)).toBe(false);
    expect((await readPreferences(lena.userId)).kinds.order_cancelled.push).toBe(true);
  });

  test("works with the other kind of form that mail programs send", async () => {
    const lena = await makePerson("Lena");
    const body =
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    const token = unsubscribeToken({ userId: lena.userId, kind: "order_cancelled" });
    expect((await press(token, body, "multipart/form-data; boundary=x")).status).toBe(200);
    expect(await mailOf(lena)).toBe(false);
  });

  test("on our page goes on to what was done", async () => {
    const lena = await makePerson("Lena");
    const token = unsubscribeToken({ userId: lena.userId, kind: "messages" });
    const response = await press(token, "List-Unsubscribe=One-Click&page=1");
    expect([response.status, response.headers.get("location")]).toEqual([303, "/unsubscribe?done=messages"]);
  });

  test("does not happen when the link is only opened, as mail scanners do", async () => {
    const lena = await makePerson("Lena");
    const token = unsubscribeToken({ userId: lena.userId, kind: "order_cancelled" });
    const response = await getUnsubscribe(new Request(`${ADDRESS}/unsubscribe?token=${token}`));
    expect([response.status, response.headers.get("location")]).toEqual([303, `/unsubscribe?token=${token}`]);
    expect((await press(token, "")).status).toBe(400);
    expect(await mailOf(lena)).toBe(true);
  });

  test("of another person or kind needs another signature", async () => {
    const [lena, omar] = [await makePerson("Lena"), await makePerson("Omar")];
    const token = unsubscribeToken({ userId: lena.userId, kind: "order_cancelled" });
    const [, , signature = ""] = token.split(".");
    for (const forged of [
      `${omar.userId}.order_cancelled.${signature}`,
      `${lena.userId}.messages.${signature}`,
      `${lena.userId}.order_cancelled.`,
      `${token}.more`,
      "",
    ]) {
      expect(readUnsubscribeToken(forged)).toBeNull();
      expect((await press(forged)).status).toBe(404);
    }
    expect(await mailOf(omar)).toBe(true);
  });

  test("cannot turn off mail about the account, and does nothing for a person who is gone", async () => {
    const lena = await makePerson("Lena");
    expect((await press(unsubscribeToken({ userId: lena.userId, kind: "account" }))).status).toBe(404);
    expect((await readPreferences(lena.userId)).kinds.account.email).toBe(true);
    const gone = unsubscribeToken({ userId: crypto.randomUUID(), kind: "messages" });
    expect((await press(gone)).status).toBe(200);
  });
});
