import "server-only";
import { createECDH } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import webPush, { type VapidKeys } from "web-push";
import * as z from "zod";
import { env } from "@/lib/env";
import { isContactAddress } from "@/lib/text/contact-address";
import { readJsonText } from "@/lib/text/read-json";

const keysSchema = z.object({ publicKey: z.string().length(87), privateKey: z.string().length(43) });

/** Keys that change make every subscription useless, so the file is written once. Only the owner can read it. */
function keysOfFolder(folder: string): VapidKeys {
  const file = join(folder, "push-keys.json");
  const fresh = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(fresh, JSON.stringify(webPush.generateVAPIDKeys()), { mode: 0o600 });
  try {
    // Unlike a rename, a link never replaces keys that are there, and is never half written.
    linkSync(fresh, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(fresh, { force: true });
  }
  return keysSchema.parse(readJsonText(readFileSync(file, "utf8")));
}

function isPair({ publicKey, privateKey }: VapidKeys): boolean {
  try {
    const pair = createECDH("prime256v1");
    pair.setPrivateKey(Buffer.from(privateKey, "base64url"));
    return pair.getPublicKey("base64url") === publicKey;
  } catch {
    return false;
  }
}

declare global {
  var platewirePushKeys: VapidKeys | null | undefined;
}

/**
 * Returns the keys that identify this installation to push services: of the environment, otherwise those kept beside the
 * embedded database. Null with a database server and no keys, because its instances share no folder: no push then.
 *
 * @throws when the two keys of the environment do not belong together
 */
export function pushKeys(): VapidKeys | null {
  if (globalThis.platewirePushKeys !== undefined) return globalThis.platewirePushKeys;
  const { VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY, DATABASE_URL, DATA_DIR } = env();
  let keys: VapidKeys | null;
  if (VAPID_PUBLIC_KEY !== undefined && VAPID_PRIVATE_KEY !== undefined) {
    keys = { publicKey: VAPID_PUBLIC_KEY, privateKey: VAPID_PRIVATE_KEY };
    if (!isPair(keys)) throw new Error("VAPID_PUBLIC_KEY is not the public key of VAPID_PRIVATE_KEY.");
  } else keys = DATABASE_URL === undefined ? keysOfFolder(DATA_DIR) : null;
  globalThis.platewirePushKeys = keys;
  return keys;
}

/** In development, where nobody can be reached. Apple refuses it; the other services do not. */
const NOBODY = "mailto:nobody@localhost";

/** Returns how push services can reach the operator. */
export function pushSubject(): string {
  const { VAPID_SUBJECT, NEXTAUTH_URL } = env();
  if (VAPID_SUBJECT !== undefined) return VAPID_SUBJECT;
  return NEXTAUTH_URL !== undefined && isContactAddress(NEXTAUTH_URL) ? new URL(NEXTAUTH_URL).origin : NOBODY;
}
