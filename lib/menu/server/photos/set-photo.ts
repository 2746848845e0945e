import "server-only";
import { eq, isNull, sql } from "drizzle-orm";
import { v4 as newUuid } from "uuid";
import type { Result } from "@/lib/commands/result";
import { queryable } from "@/lib/db/client";
import { menuItems, menuPhotos } from "@/lib/db/schema/menu";
import { changePhoto, findItem } from "@/lib/menu/model/edit/edit";
import type { MenuItem } from "@/lib/menu/model/schema";
import { changeMenu, knownItem } from "@/lib/menu/server/change-menu";
import type { DecodedPhoto } from "@/lib/photos/decode-photo";
import { photoKey, toPhoto } from "./photo-files";

export type PhotoRow = typeof menuPhotos.$inferSelect;

/**
 * Records that the files of this photo are about to be stored. From then on the job that removes unused photos leaves
 * them for an hour: time to store them and to give the photo to a dish.
 */
export async function recordPhoto(tenantId: string, photo: DecodedPhoto): Promise<PhotoRow> {
  const db = await queryable();
  const { width, height, files } = photo;
  const widths = files.map((file) => file.width);
  // Files of the same name may just be being removed: then these get another name.
  for (const salt of ["", newUuid()]) {
    const key = photoKey(tenantId, files, salt);
    const [row] = await db
      .insert(menuPhotos)
      .values({ key, width, height, widths })
      .onConflictDoUpdate({
        target: menuPhotos.key,
        set: { stored_at: sql`now()` },
        setWhere: isNull(menuPhotos.removed_at),
      })
      .returning();
    if (row !== undefined) return row;
  }
  throw new Error("Two photos have the same random name");
}

/** Gives a dish this photo, or none. Its files must be stored already. Orders keep no photo, so none changes. */
export function setPhoto(
  tenantId: string,
  itemId: string,
  photo: PhotoRow | null,
): Promise<Result<MenuItem>> {
  return changeMenu(tenantId, {
    decide: (menu) => changePhoto(menu, itemId, photo && toPhoto(photo)),
    write: async (tx) => {
      const changes = { photo_key: photo?.key ?? null };
      await tx.update(menuItems).set(changes).where(eq(menuItems.id, itemId));
    },
    answer: (menu) => knownItem(findItem(menu, itemId)),
  });
}
