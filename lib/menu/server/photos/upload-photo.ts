import "server-only";
import { and, eq } from "drizzle-orm";
import type { Viewer } from "@/lib/auth/server/viewer";
import { type Failure, failure, type Result } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import type { MenuItem } from "@/lib/menu/model/schema";
import { refuseOthers } from "@/lib/menu/server/change-menu";
import { logger } from "@/lib/server/logger";
import { errorText } from "@/lib/text/error-text";
import { decodePhoto } from "./decode-photo";
import { fileName } from "./photo-files";
import { countUnused, removeUnused } from "./remove-unused";
import { recordPhoto, setPhoto } from "./set-photo";
import { photoStorage } from "./storage/choose-storage";
import type { PhotoStorage } from "./storage/photo-storage";
import { takingTurns, UploadGate } from "./upload-gate";

/** Bodies that are in memory at one time. Node ends a request that takes longer than five minutes to arrive. */
const AT_ONCE = 8;
const OF_ONE_PERSON = 3;
/** Photos that are decoded at one time: half of the threads that file reads and hashing need, too. */
const DECODED_AT_ONCE = 2;
const RETRY_AFTER_SECONDS = 5;

// A single route uses it, so one for its module is one for the process.
const gate = new UploadGate(AT_ONCE, OF_ONE_PERSON);
const inTurn = takingTurns(DECODED_AT_ONCE);

interface Upload {
  tenantId: string;
  itemId: string;
  /** Reads the body. Called when nothing but the file itself can be wrong. */
  read(): Promise<{ ok: true; bytes: Uint8Array } | { ok: false; response: Response }>;
}

const unavailable = (text: "photo.busy" | "photo.storage_down") =>
  failure<never>("unavailable", errorText(text), { retryAfterSeconds: RETRY_AFTER_SECONDS });

async function hasItem(tenantId: string, itemId: string): Promise<boolean> {
  const db = await queryable();
  const isIt = and(eq(menuItems.id, itemId), eq(menuItems.tenant_id, tenantId));
  return (await db.select({ id: menuItems.id }).from(menuItems).where(isIt)).length > 0;
}

/** Files of replaced photos that a store may have: about 100 MB of the largest kind. */
const UNUSED_AT_MOST = 100;
const CLEANING_AT_MOST_MS = 5_000;
const FULL_RETRY_SECONDS = 600;

/** Makes room in a full store by removing its old unused photos, which the daily job would remove. */
async function hasRoom(storage: PhotoStorage, tenantId: string): Promise<boolean> {
  if ((await countUnused(tenantId)) < UNUSED_AT_MOST) return true;
  const { failed, reason } = await removeUnused(storage, { tenantId, atMostMs: CLEANING_AT_MOST_MS });
  if (failed > 0) logger.warn({ error: reason, failed }, "Unused photos could not be removed");
  return (await countUnused(tenantId)) < UNUSED_AT_MOST;
}

/** Stores a photo and gives it to a dish. Nothing changes when it fails. The viewer must be authenticated and admitted. */
export async function uploadPhoto(
  viewer: Viewer,
  { tenantId, itemId, read }: Upload,
): Promise<Result<MenuItem> | { refusal: Response }> {
  const refused: Failure<never> | null = refuseOthers(viewer, tenantId);
  if (refused !== null) return refused;
  if (!(await hasItem(tenantId, itemId))) return failure("not_found", errorText("menu.item_gone"));
  const storage = photoStorage();
  if (storage === null) return failure("unavailable", errorText("photo.not_set_up"));
  if (!(await hasRoom(storage, tenantId)))
    return failure("limited", errorText("photo.too_many_unused"), { retryAfterSeconds: FULL_RETRY_SECONDS });
  const leave = gate.enter(viewer.userId);
  if (leave === null) return unavailable("photo.busy");
  try {
    const body = await read();
    if (!body.ok) return { refusal: body.response };
    const photo = await inTurn(() => decodePhoto(body.bytes));
    if (!photo.ok) return failure("invalid", errorText(`photo.${photo.fault}`));
    const row = await recordPhoto(tenantId, photo);
    try {
      for (const { width, bytes } of photo.files) await storage.put(fileName(row.key, width), bytes);
    } catch (error) {
      logger.error({ error }, "A photo could not be stored");
      return unavailable("photo.storage_down");
    }
    return await setPhoto(tenantId, itemId, row);
  } finally {
    leave();
  }
}
