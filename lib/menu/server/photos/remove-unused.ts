import "server-only";
import { sql } from "drizzle-orm";
import * as z from "zod";
import { queryable } from "@/lib/db/client";
import { fileNames } from "./photo-files";
import type { PhotoStorage } from "./storage/photo-storage";

const BATCH = 20;

const photoRow = z.object({ key: z.string(), widths: z.array(z.number()) });
type UnusedPhoto = z.infer<typeof photoRow>;
const claimedRows = z.object({ rows: z.array(photoRow) });
const countedRows = z.object({ rows: z.tuple([z.object({ unused: z.coerce.number() })]) });

const hasNoDish = sql`not exists (select from menu_items where menu_items.photo_key = photo.key)`;
const ofStore = (tenantId: string | undefined) =>
  tenantId === undefined ? sql`true` : sql`starts_with(photo.key, ${`${tenantId}/`})`;

/**
 * Marks up to 20 photos that no dish has. From then on no dish can get one of them: see `recordPhoto`. Those that an
 * earlier run marked and could not remove come last, so that they hold up no other.
 */
async function claimUnused(tenantId: string | undefined): Promise<UnusedPhoto[]> {
  const db = await queryable();
  const result = await db.execute(sql`
    update menu_photos set removed_at = now()
    where key = any(array(
      select key from menu_photos as photo
      where stored_at < now() - interval '1 hour'
        and (removed_at is null or removed_at < now() - interval '10 minutes')
        and ${ofStore(tenantId)} and ${hasNoDish}
      order by removed_at nulls first, stored_at limit ${BATCH} for update skip locked))
    returning key, widths`);
  return claimedRows.parse(result).rows;
}

interface Removal {
  /** Default: of all stores. */
  readonly tenantId?: string;
  readonly signal?: AbortSignal;
  /** Longest time (ms), plus that of one file. */
  readonly atMostMs: number;
}

export interface Removed {
  readonly removed: number;
  /** Photos with a file that the storage could not remove. */
  readonly failed: number;
  /** Why the first of them could not be removed. */
  readonly reason?: unknown;
}

/** Removes photos that no dish has and that were stored an hour ago or more. Goes on after a file that cannot be removed. */
export async function removeUnused(
  storage: PhotoStorage,
  { tenantId, signal, atMostMs }: Removal,
): Promise<Removed> {
  const until = Date.now() + atMostMs;
  const isOver = () => signal?.aborted === true || Date.now() >= until;
  const errors: unknown[] = [];
  let removed = 0;

  async function remove(photos: readonly UnusedPhoto[]): Promise<void> {
    try {
      await storage.remove(photos.flatMap(fileNames));
    } catch (error) {
      if (photos.length === 1) {
        errors.push(error);
        return;
      }
      // One of them fails; which one is found by asking for each.
      for (const photo of photos) if (!isOver()) await remove([photo]);
      return;
    }
    const db = await queryable();
    const keys = photos.map(({ key }) => key);
    await db.execute(sql`
      delete from menu_photos where removed_at is not null and key = any(${sql.param(keys)}::text[])`);
    removed += photos.length;
  }

  while (!isOver()) {
    const unused = await claimUnused(tenantId);
    if (unused.length === 0) break;
    await remove(unused);
  }
  return { removed, failed: errors.length, ...(errors.length > 0 && { reason: errors[0] }) };
}

/** Returns the number of a store's photos that no dish has, those included that are being uploaded. */
export async function countUnused(tenantId: string): Promise<number> {
  const db = await queryable();
  const result = await db.execute(
    sql`select count(*) as unused from menu_photos as photo where ${ofStore(tenantId)} and ${hasNoDish}`,
  );
  return countedRows.parse(result).rows[0].unused;
}
