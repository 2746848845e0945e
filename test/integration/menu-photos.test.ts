import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { NextRequest } from "next/server";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { GET as getPhoto } from "@/app/api/photos/[tenant]/[photo]/[file]/route";
import { DELETE, POST } from "@/app/api/tenants/[slug]/menu/items/[id]/photo/route";
import { createToken } from "@/lib/auth/credentials/tokens";
import type { Scope } from "@/lib/auth/model/scopes";
import type { Viewer } from "@/lib/auth/server/viewer";
import { commands } from "@/lib/commands";
import { queryable } from "@/lib/db/client";
import { menuItems, menuPhotos } from "@/lib/db/schema/menu";
import { menuChannel } from "@/lib/menu/model/channels";
import { findItem } from "@/lib/menu/model/edit/edit";
import { type Photo, photoSchema } from "@/lib/menu/model/photo/photo";
import { cleanUpPhotos } from "@/lib/menu/server/photos/clean-up-photos";
import { getMenu } from "@/lib/menu/server/queries";
import { getOrder } from "@/lib/orders/server/queries";
import { readEvents } from "@/lib/realtime/log/log";
import { sessionCookie } from "@/test/support/credentials";
import { withDatabase } from "@/test/support/database";
import { CAMERA, decompressionBomb, LOCATION, phonePhoto, smallPhoto } from "@/test/support/photos";
import { makeOrder, makePerson, makeRestaurant, type TestRestaurant } from "@/test/support/world";

const { FOLDER } = vi.hoisted(() => {
  const FOLDER = `${process.env.TMPDIR ?? "/tmp"}/platewire-photos-${process.pid}`;
  // The environment is read once.
  process.env.DATA_DIR = FOLDER;
  return { FOLDER };
});

withDatabase();

const HOST = "http://localhost:3000";
const JOB_CONTEXT = {
  signal: new AbortController().signal,
  steadySince: new Date(),
  progress: () => undefined,
};

let kitchen: TestRestaurant;
let ana: Viewer;
let lena: Viewer;
beforeEach(async () => {
  kitchen = await makeRestaurant();
  ana = await makePerson("Ana", { staffOf: [kitchen.id] });
  lena = await makePerson("Lena");
});
afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

type Sent = Uint8Array | ReadableStream<Uint8Array> | null;

interface Asked {
  method?: "POST" | "DELETE";
  dish?: string;
  slug?: string;
  headers?: Record<string, string>;
}

async function ask(
  body: Sent,
  headers: Record<string, string>,
  { method = "POST", dish = kitchen.soup, slug = kitchen.slug, headers: more }: Asked = {},
): Promise<Response> {
  const request = new NextRequest(`${HOST}/api/tenants/${slug}/menu/items/${dish}/photo`, {
    method,
    headers: { host: "localhost:3000", "Content-Type": "image/jpeg", ...headers, ...more },
    ...(body !== null && { body: body instanceof Uint8Array ? Uint8Array.from(body) : body, duplex: "half" }),
  });
  return (method === "POST" ? POST : DELETE)(request, { params: Promise.resolve({ slug, id: dish }) });
}

async function as({ userId, credential }: Viewer): Promise<Record<string, string>> {
  if (credential.kind !== "session") throw new Error("This person has no session");
  return { Cookie: await sessionCookie(userId, credential.id), Origin: HOST };
}

async function token(of: Viewer, scopes: Scope[]): Promise<Record<string, string>> {
  return { Authorization: `Bearer ${(await createToken(of.userId, { name: "test", scopes })).token}` };
}

async function item(of = kitchen, id = of.soup) {
  const menu = await getMenu(of.slug);
  const found = menu === null ? undefined : findItem(menu, id);
  if (found === undefined) throw new Error("The dish is not on the menu");
  return found;
}

async function photoOf(response: Response): Promise<Photo> {
  const body = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  return photoSchema.parse(body.data.photo);
}

const put = async (file: Uint8Array, asked?: Asked) => photoOf(await ask(file, await as(ana), asked));

async function load(url: string): Promise<Response> {
  const [tenant = "", photo = "", file = ""] = url.replace("/api/photos/", "").split("/");
  return getPhoto(new Request(`${HOST}${url}`), { params: Promise.resolve({ tenant, photo, file }) });
}

const fileOf = (url: string) => join(FOLDER, "photos", url.replace("/api/photos/", ""));

async function events() {
  const { events: logged } = await readEvents(await queryable(), menuChannel.name(kitchen.id), 0);
  return logged.map(({ type }) => type);
}

describe("a photo of 12 MB with its location", () => {
  let original: Buffer;
  beforeAll(async () => {
    original = await phonePhoto();
  });

  test("is stored upright in three sizes, from which location and camera are gone", async () => {
    expect(original.byteLength).toBeGreaterThan(11_500_000);
    expect(original.byteLength).toBeLessThan(16_000_000);
    expect((await sharp(original).metadata()).exif?.includes(LOCATION.IFD3.GPSDateStamp)).toBe(true);
    expect((await sharp(original).metadata()).orientation).toBe(6);
    const photo = await put(original);
    expect(photo).toMatchObject({ width: 853, height: 1_280 });
    expect(photo.sources.map(({ width }) => width)).toEqual([213, 427, 853]);
    expect(photo.sources.at(-1)?.url).toBe(photo.url);
    for (const { url, width } of photo.sources) {
      const bytes = Buffer.from(await (await load(url)).arrayBuffer());
      const read = await sharp(bytes).metadata();
      expect(read).toMatchObject({ format: "webp", width });
      for (const kind of ["exif", "xmp", "iptc", "icc", "orientation"] as const)
        expect(read[kind], kind).toBeUndefined();
      for (const trace of [LOCATION.IFD3.GPSDateStamp, CAMERA, "Exif", "GPS"])
        expect(bytes.includes(trace), trace).toBe(false);
      expect(bytes.byteLength).toBeLessThan(original.byteLength / 10);
    }
  });

  test("is part of the menu, and open pages are told to read it", async () => {
    const photo = await put(original);
    expect(await item()).toMatchObject({ photo, version: 2 });
    expect(await events()).toEqual(["menu_item_changed", "menu_changed"]);
  });
});

test("the files of a photo are served as pictures that may be kept for ever", async () => {
  const { url } = await put(await smallPhoto());
  const { status, headers } = await load(url);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("image/webp");
  expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
});

test("a small photo is not enlarged", async () => {
  expect((await put(await smallPhoto(200, 100))).sources).toMatchObject([{ width: 200 }]);
});

test("PNG with transparency, WebP and AVIF are read, too", async () => {
  const base = sharp(await smallPhoto(400, 300)).ensureAlpha(0.5);
  for (const file of [
    await base.clone().png().toBuffer(),
    await base.clone().webp().toBuffer(),
    await base.clone().avif({ effort: 0 }).toBuffer(),
  ])
    expect(await put(file)).toMatchObject({ width: 400, height: 300 });
});

test("the same photo a second time changes nothing and publishes nothing", async () => {
  const file = await smallPhoto();
  const first = await put(file);
  expect(await put(file)).toEqual(first);
  expect(await item()).toMatchObject({ version: 2 });
});

test("the same photo of another restaurant has files of its own", async () => {
  const file = await smallPhoto();
  const other = await makeRestaurant();
  const carla = await makePerson("Carla", { staffOf: [other.id] });
  const theirs = await photoOf(await ask(file, await as(carla), { slug: other.slug, dish: other.soup }));
  expect(theirs.url).not.toBe((await put(file)).url);
});

describe("a file that is no photo is refused with a message that says so", () => {
  const text = Buffer.from("Dear kitchen, the photo is attached. ".repeat(100));
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  const heic = Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic and more", "latin1");
  const cases: [name: string, file: () => Promise<Uint8Array>, message: RegExp][] = [
    ["a text named .jpg", async () => text, /not a photo/],
    ["a drawing with a script", async () => svg, /not a photo/],
    ["nothing", async () => Buffer.alloc(0), /empty/],
    ["a HEIC", async () => heic, /HEIC/],
    ["a decompression bomb", async () => decompressionBomb(), /64 megapixels/],
    ["a photo that was cut off", async () => (await smallPhoto()).subarray(0, 9_000), /damaged/],
    ["the first bytes of a photo", async () => (await smallPhoto()).subarray(0, 40), /damaged/],
    ["a text that begins like a photo", async () => Buffer.from("\xff\xd8\xffHello", "latin1"), /damaged/],
  ];
  test.each(cases)("%s", async (_name, file, message) => {
    const response = await ask(await file(), await as(ana), { headers: { "Content-Type": "image/jpeg" } });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ success: false, errors: [expect.stringMatching(message)] });
    expect(await item()).toMatchObject({ photo: null, version: 1 });
    expect(await events()).toEqual([]);
  });

  test("a decompression bomb is small, and costs no memory to speak of", async () => {
    const bomb = decompressionBomb();
    expect(bomb.byteLength).toBeLessThan(100_000);
    const before = process.memoryUsage.rss();
    await ask(bomb, await as(ana));
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  test("a form, whose body is more than the photo", async () => {
    const headers = { "Content-Type": "multipart/form-data; boundary=x" };
    expect((await ask(await smallPhoto(), await as(ana), { headers })).status).toBe(415);
  });
});

/** Ends only when it is cancelled. */
function endless(): { body: ReadableStream<Uint8Array>; sent: () => number } {
  let sent = 0;
  const piece = new Uint8Array(1024 * 1024).fill(0xff);
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += piece.byteLength;
      controller.enqueue(piece);
    },
  });
  return { body, sent: () => sent };
}

test("a body without an end is read up to 16 MB and refused", async () => {
  const { body, sent } = endless();
  const response = await ask(body, await as(ana));
  expect(response.status).toBe(413);
  expect((await response.json()).errors).toEqual([expect.stringContaining("16 MB")]);
  expect(sent()).toBeLessThan(20 * 1024 * 1024);
});

test("a body that breaks off is refused, and leaves room for the next", async () => {
  const broken = () =>
    new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error("gone")) });
  for (let time = 0; time < 4; time += 1) expect((await ask(broken(), await as(ana))).status).toBe(400);
  await put(await smallPhoto());
});

describe("a photo cannot be set or removed", () => {
  const answers = async (headers: Record<string, string>, asked: Asked = {}) => [
    (await ask(endless().body, headers, asked)).status,
    (await ask(null, headers, { ...asked, method: "DELETE" })).status,
  ];

  test("by a visitor, a customer or the staff of another restaurant, whose bodies are not read", async () => {
    const photo = await put(await smallPhoto());
    const carla = await makePerson("Carla", { staffOf: [(await makeRestaurant()).id] });
    expect(await answers({})).toEqual([401, 401]);
    expect(await answers(await as(lena))).toEqual([403, 403]);
    expect(await answers(await as(carla))).toEqual([403, 403]);
    expect(await item()).toMatchObject({ photo });
  });

  test("by a token without the scope, nor by one whose owner is not staff", async () => {
    expect(await answers(await token(ana, ["orders:write"]))).toEqual([403, 403]);
    expect(await answers(await token(lena, ["menu:write"]))).toEqual([403, 403]);
  });

  test("from a page of another site", async () => {
    const cookie = { Cookie: (await as(ana)).Cookie ?? "" };
    expect(await answers({ ...cookie, Origin: "https://evil.example" })).toEqual([403, 403]);
    expect(await answers({ ...cookie, "Sec-Fetch-Site": "cross-site" })).toEqual([403, 403]);
  });

  test("of a dish of another restaurant, or of one that is not there", async () => {
    const other = await makeRestaurant();
    for (const dish of [other.soup, crypto.randomUUID(), "../../etc/passwd"])
      expect(await answers(await as(ana), { dish })).toEqual([404, 404]);
    expect(await answers(await as(ana), { slug: "nowhere" })).toEqual([404, 404]);
    expect(await item(other)).toMatchObject({ photo: null, version: 1 });
  });
});

test("a token with the scope sets and removes it", async () => {
  const headers = await token(ana, ["menu:write"]);
  await photoOf(await ask(await smallPhoto(), headers));
  const removed = await ask(null, headers, { method: "DELETE" });
  expect(await removed.json()).toMatchObject({ success: true, data: { id: kitchen.soup, photo: null } });
});

test("of two uploads at once both are answered with their photo, and the dish has one of them", async () => {
  const files = await Promise.all([smallPhoto(), smallPhoto()]);
  const photos = await Promise.all(files.map((file) => put(file)));
  expect(photos[0]).not.toEqual(photos[1]);
  const { photo, version } = await item();
  expect(photos).toContainEqual(photo);
  expect(version).toBe(3);
});

test("of many uploads at once by one person, those beyond three are told when to try again", async () => {
  const file = await smallPhoto();
  const headers = await as(ana);
  const held: (() => void)[] = [];
  /** Arrives when it is released. */
  const slow = () =>
    new ReadableStream<Uint8Array>({
      start: (controller) =>
        void held.push(() => {
          controller.enqueue(Uint8Array.from(file));
          controller.close();
        }),
    });
  const sent = [1, 2, 3].map(() => ask(slow(), headers));
  const refused = await vi.waitUntil(async () => {
    const answer = await ask(Buffer.from("no photo"), headers);
    return answer.status === 503 && answer;
  });
  expect(refused.headers.get("retry-after")).toBe("5");
  for (const release of held) release();
  for (const answer of sent) expect((await answer).status).toBe(200);
});

describe("removing a photo", () => {
  test("is a change of the menu, and a second time changes nothing", async () => {
    await put(await smallPhoto());
    const input = { tenant_id: kitchen.id, item_id: kitchen.soup };
    for (let time = 0; time < 2; time += 1)
      expect(await commands.remove_item_photo.execute(ana, input, undefined)).toMatchObject({
        ok: true,
        data: { photo: null, version: 3 },
      });
    expect((await events()).filter((type) => type === "menu_changed")).toHaveLength(2);
  });
});

test("other changes of a dish, and an import, keep its photo", async () => {
  const photo = await put(await smallPhoto());
  const changes = { name: "Soup of the day" };
  const input = { tenant_id: kitchen.id, item_id: kitchen.soup, changes };
  await commands.update_menu_item.execute(ana, input, undefined);
  expect(await item()).toMatchObject({ name: "Soup of the day", photo });
  const menu = await getMenu(kitchen.slug);
  const categories = (menu?.categories ?? []).map(({ id, name, items }) => ({
    id,
    name,
    items: items.map((dish) => ({
      id: dish.id,
      name: dish.name,
      description: "Imported",
      price: dish.price,
      allergens: [],
      may_contain: [],
      free_of: [],
      groups: [],
    })),
  }));
  const imported = { tenant_id: kitchen.id, menu_version: menu?.version ?? 0, categories };
  expect(await commands.import_menu.execute(ana, imported, undefined)).toMatchObject({ ok: true });
  expect(await item()).toMatchObject({ description: "Imported", photo });
});

test("an order that was placed is not changed by a photo", async () => {
  const { id } = await makeOrder(lena, kitchen);
  const before = await getOrder(lena, id);
  await put(await smallPhoto());
  await ask(null, await as(ana), { method: "DELETE" });
  expect(await getOrder(lena, id)).toEqual(before);
});

describe("the job that removes unused photos", () => {
  const run = () => cleanUpPhotos.run({}, JOB_CONTEXT);
  const age = async () => {
    const db = await queryable();
    await db.update(menuPhotos).set({ stored_at: sql`now() - interval '2 hours'` });
  };
  beforeEach(async () => {
    // Whatever other tests left.
    await age();
    await run();
  });

  test("removes the files of a photo that was replaced, an hour after it was stored, and those of no other", async () => {
    const before = await put(await smallPhoto());
    const after = await put(await smallPhoto());
    expect(await run()).toBe(0);
    expect((await load(before.url)).status).toBe(200);
    await age();
    expect(await run()).toBe(1);
    for (const { url } of before.sources) expect((await load(url)).status).toBe(404);
    for (const { url } of after.sources) expect((await load(url)).status).toBe(200);
    expect(existsSync(join(fileOf(before.url), ".."))).toBe(false);
    expect(await run()).toBe(0);
  });

  /** A folder where a file should be cannot be removed as a file. */
  const makeIrremovable = (url: string) => {
    rmSync(fileOf(url));
    mkdirSync(join(fileOf(url), "in-the-way"), { recursive: true });
  };

  test("goes on after a file that cannot be removed, and then fails with the reason", async () => {
    const stuck = await put(await smallPhoto());
    const replaced = [];
    for (let n = 0; n < 3; n += 1) replaced.push(await put(await smallPhoto()));
    await put(await smallPhoto());
    makeIrremovable(stuck.url);
    await age();
    await expect(run()).rejects.toThrow(/^1 photos could not be removed, 3 were\. The first: .*EISDIR/);
    for (const { url } of replaced) expect((await load(url)).status).toBe(404);
    // Ten minutes later it is asked for again, after those that nobody has tried to remove.
    const db = await queryable();
    await db.update(menuPhotos).set({ removed_at: sql`removed_at - interval '11 minutes'` });
    rmSync(fileOf(stuck.url), { recursive: true });
    expect(await run()).toBe(1);
  });

  describe("does not bound alone what a restaurant can have", () => {
    const addUnused = async (count: number, store = kitchen, hoursAgo = 0) => {
      const db = await queryable();
      const row = { width: 400, height: 300, widths: [320, 400] };
      await db.insert(menuPhotos).values(
        Array.from({ length: count }, () => ({
          ...row,
          key: `${store.id}/${randomUUID().replaceAll("-", "")}`,
          stored_at: sql`now() - make_interval(hours => ${hoursAgo})`,
        })),
      );
    };

    test("a photo is refused after 100 were replaced within an hour, and the dish keeps its own", async () => {
      const photo = await put(await smallPhoto());
      await addUnused(100);
      const refused = await ask(await smallPhoto(), await as(ana));
      expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
      expect(await refused.json()).toMatchObject({
        errors: [expect.stringContaining("Nothing was changed")],
      });
      expect((await item()).photo).toEqual(photo);
    });

    test("unused photos of the restaurant older than an hour make room first, and others have theirs", async () => {
      await addUnused(40, kitchen, 2);
      await addUnused(60);
      const other = await makeRestaurant();
      await addUnused(3, other, 2);
      await put(await smallPhoto());
      const db = await queryable();
      const rows = await db.select({ key: menuPhotos.key }).from(menuPhotos);
      const of = ({ id }: TestRestaurant) => rows.filter(({ key }) => key.startsWith(`${id}/`)).length;
      expect([of(kitchen), of(other)]).toEqual([61, 3]);
    });
  });

  test("removes those of dishes that are deleted", async () => {
    const photo = await put(await smallPhoto());
    const db = await queryable();
    await db.delete(menuItems).where(eq(menuItems.id, kitchen.soup));
    await age();
    expect(await run()).toBe(1);
    expect((await load(photo.url)).status).toBe(404);
  });

  test("leaves a photo that another dish of the restaurant has", async () => {
    const file = await smallPhoto();
    const photo = await put(file);
    await put(file, { dish: kitchen.pizza });
    await ask(null, await as(ana), { method: "DELETE" });
    await age();
    expect(await run()).toBe(0);
    expect((await load(photo.url)).status).toBe(200);
  });

  test("leaves a photo that is uploaded again just then, under another name", async () => {
    const file = await smallPhoto();
    const first = await put(file);
    await ask(null, await as(ana), { method: "DELETE" });
    const db = await queryable();
    // A run that died between marking it and removing its files.
    await db.update(menuPhotos).set({ removed_at: new Date(0) });
    const again = await put(file);
    expect(again.url).not.toBe(first.url);
    await age();
    expect(await run()).toBe(1);
    expect((await load(again.url)).status).toBe(200);
    expect((await load(first.url)).status).toBe(404);
  });
});

test("names that lead out of the folder are not found", async () => {
  const { url } = await put(await smallPhoto());
  const [tenant = "", photo = ""] = url.replace("/api/photos/", "").split("/");
  const secret = mkdtempSync(join(tmpdir(), "secret-"));
  for (const [a, b, file] of [
    ["..", "..", "etc"],
    [tenant, photo, "../../../secret.webp"],
    [tenant, "..", "400.webp"],
    [tenant, photo, "400.webp/../400.webp"],
    [tenant, photo, "400.webp\0"],
    [tenant.toUpperCase(), photo, "400.webp%2f"],
    [secret, photo, "400.webp"],
  ] as const) {
    const params = Promise.resolve({ tenant: a, photo: b, file });
    expect((await getPhoto(new Request(HOST), { params })).status, `${a} ${b} ${file}`).toBe(404);
  }
  rmSync(secret, { recursive: true });
});

test("only the person that runs the server can read the folder, and no half-written file stays in it", async () => {
  const { url } = await put(await smallPhoto());
  expect(readFileSync(fileOf(url)).byteLength).toBeGreaterThan(100);
  expect(readdirSync(join(fileOf(url), "..")).sort()).toEqual(["320.webp", "400.webp"]);
});
