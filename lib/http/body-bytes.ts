type BodyBytes = { ok: true; bytes: Buffer } | { ok: false };

/** Reads at most `limit` bytes, whatever the length header claims. Not ok: there are more. Rejects when the sender goes. */
export async function bodyBytes(request: Pick<Request, "body">, limit: number): Promise<BodyBytes> {
  const chunks: Uint8Array[] = [];
  const reader = request.body?.getReader();
  let size = 0;
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > limit) {
      await reader?.cancel();
      return { ok: false };
    }
    chunks.push(read.value);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}
