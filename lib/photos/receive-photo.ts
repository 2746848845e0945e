import "server-only";
import { failure, type Result } from "@/lib/commands/result";
import { errorText } from "@/lib/text/error-text";
import { type DecodedPhoto, decodePhoto } from "./decode-photo";
import type { ReadPhoto } from "./read-photo";
import { takingTurns, UploadGate } from "./upload-gate";

/** Bodies that are in memory at one time. Node ends a request that takes longer than five minutes to arrive. */
const AT_ONCE = 8;
const OF_ONE_PERSON = 3;
/** Photos that are decoded at one time: half of the threads that file reads and hashing need, too. */
const DECODED_AT_ONCE = 2;
const RETRY_AFTER_SECONDS = 5;

interface Uploads {
  readonly gate: UploadGate;
  readonly inTurn: ReturnType<typeof takingTurns>;
}

declare global {
  // Next gives route handlers separate module states; globalThis is shared.
  var platewireUploads: Uploads | undefined;
}

function uploads(): Uploads {
  globalThis.platewireUploads ??= {
    gate: new UploadGate(AT_ONCE, OF_ONE_PERSON),
    inTurn: takingTurns(DECODED_AT_ONCE),
  };
  return globalThis.platewireUploads;
}

export const photoUnavailable = (text: "photo.busy" | "photo.storage_down") =>
  failure<never>("unavailable", errorText(text), { retryAfterSeconds: RETRY_AFTER_SECONDS });

interface Receiving<Answer> {
  readonly userId: string;
  /** Longest sides of the files (pixels). Default: those of a dish. */
  readonly sides?: readonly number[];
  /** Reads the body. Called when nothing but the file itself can be wrong. */
  read(): Promise<ReadPhoto>;
  store(photo: DecodedPhoto): Promise<Answer>;
}

/** Receives, encodes anew and stores a photo. Bounds what the process does at one time until it is stored. */
export async function receivePhoto<Answer>({
  userId,
  sides,
  read,
  store,
}: Receiving<Answer>): Promise<Answer | Result<never, never> | { refusal: Response }> {
  const { gate, inTurn } = uploads();
  const leave = gate.enter(userId);
  if (leave === null) return photoUnavailable("photo.busy");
  try {
    const body = await read();
    if (!body.ok) return { refusal: body.response };
    const photo = await inTurn(() => decodePhoto(body.bytes, sides));
    return photo.ok ? await store(photo) : failure<never>("invalid", errorText(`photo.${photo.fault}`));
  } finally {
    leave();
  }
}
