import "server-only";
import { and, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { validInThisMode } from "@/lib/auth/credentials/demo-credentials";
import { hashSecret, randomSecret } from "@/lib/auth/credentials/secret-text";
import { queryable } from "@/lib/db/client";
import { printers, printJobs } from "@/lib/db/schema/printing";
import type { Printer } from "@/lib/printing/model/schema";
import { printerColumns, toPrinter } from "./rows";

export const newPrinterSecret = randomSecret;

export function isPrinterSecret(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** A constant, so that a prepared plan uses the index of open jobs. */
export const isOpenJob = sql`${printJobs.state} in ('waiting', 'claimed')`;

export interface AskingPrinter {
  printer: Printer;
  hasOpenJobs: boolean;
}

/** Returns null for an address that belongs to no printer. */
export async function findPrinter(secret: string): Promise<AskingPrinter | null> {
  if (!isPrinterSecret(secret)) return null;
  const db = await queryable();
  const [row] = await db
    .select({
      ...printerColumns,
      // Drizzle leaves out the tables of columns in the fields of a query without joins.
      has_open_jobs: sql<unknown>`exists (
        select 1 from ${printJobs} where ${printJobs}.printer_id = ${printers}.id and ${isOpenJob}
      )`,
    })
    .from(printers)
    .where(and(eq(printers.secret_hash, hashSecret(secret)), validInThisMode(printers.demo)));
  if (row === undefined) return null;
  return { printer: toPrinter(row), hasOpenJobs: z.parse(z.boolean(), row.has_open_jobs) };
}
