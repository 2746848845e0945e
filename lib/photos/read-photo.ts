import "server-only";
import { bodyBytes } from "@/lib/http/body-bytes";
import { refuse } from "@/lib/http/rest";
import { errorText } from "@/lib/text/error-text";
import { photoLimitMb } from "./photo-limit";

const MB = 1024 * 1024;

export type ReadPhoto = { ok: true; bytes: Uint8Array } | { ok: false; response: Response };

/** Reads a request whose body is the photo itself, of whatever declared type. */
export async function readPhoto(request: Request): Promise<ReadPhoto> {
  const refused = (status: number, message: string) => ({
    ok: false as const,
    response: refuse(status, [message]),
  });
  const limit = photoLimitMb();
  try {
    const read = await bodyBytes(request, limit * MB);
    return read.ok ? read : refused(413, errorText("photo.too_large", { limit }));
  } catch {
    // The sender went, or the connection broke.
    return refused(400, errorText("photo.cut_off"));
  }
}

/** Forms are refused before they are read. */
export function refuseForm(request: Request): Response | null {
  return /^multipart\//i.test(request.headers.get("content-type") ?? "")
    ? refuse(415, [errorText("photo.multipart")])
    : null;
}
