import "server-only";
import { and, eq } from "drizzle-orm";
import { refuseWithout } from "@/lib/auth/server/refuse-without";
import type { Viewer } from "@/lib/auth/server/viewer";
import { recordingAdmins } from "@/lib/commands/admin-acts";
import { type Failure, failure, type Result } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { menuItems } from "@/lib/db/schema/menu";
import type { MenuItem } from "@/lib/menu/model/schema";
import type { ReadPhoto } from "@/lib/photos/read-photo";
import { photoUnavailable, receivePhoto } from "@/lib/photos/receive-photo";
import { logger } from "@/lib/server/logger";
import { errorText } from "@/lib/text/error-text";
import { fileName } from "./photo-files";
import { countUnused, removeUnused } from "./remove-unused";
import { recordPhoto, setPhoto } from "./set-photo";
import { photoStorage } from "./storage/choose-storage";
import type { PhotoStorage } from "./storage/photo-storage";

interface Upload {
  tenantId: string;
  itemId: string;
  read(): Promise<ReadPhoto>;
}

type Uploaded = Result<MenuItem> | { refusal: Response };

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
export function uploadPhoto(viewer: Viewer, upload: Upload): Promise<Uploaded> {
  const input = { item_id: upload.itemId };
  return recordingAdmins({ viewer, command: "upload_item_photo", input, key: undefined }, () =>
    storePhoto(viewer, upload),
  );
}

async function storePhoto(viewer: Viewer, { tenantId, itemId, read }: Upload): Promise<Uploaded> {
  const refused: Failure<never> | null = refuseWithout("menu", viewer, tenantId);
  if (refused !== null) return refused;
  if (!(await hasItem(tenantId, itemId))) return failure("not_found", errorText("menu.item_gone"));
  const storage = photoStorage();
  if (storage === null) return failure("unavailable", errorText("photo.not_set_up"));
  if (!(await hasRoom(storage, tenantId)))
    return failure("limited", errorText("photo.too_many_unused"), { retryAfterSeconds: FULL_RETRY_SECONDS });
  return receivePhoto<Result<MenuItem>>({
    userId: viewer.userId,
    read,
    store: async (photo) => {
      const row = await recordPhoto(tenantId, photo);
      try {
        for (const { width, bytes } of photo.files) await storage.put(fileName(row.key, width), bytes);
      } catch (error) {
        logger.error({ error }, "A photo could not be stored");
        return photoUnavailable("photo.storage_down");
      }
      return setPhoto(tenantId, itemId, row);
    },
  });
}
