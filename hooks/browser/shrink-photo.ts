/** Longest side (px): twice what the server keeps. */
const SIDE = 2_560;
const QUALITIES = [0.9, 0.75];

async function drawn(file: Blob): Promise<HTMLCanvasElement> {
  // The default turns the picture as its metadata say, which the new file no longer has.
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/**
 * Returns a smaller JPEG of a photo with more than `limitBytes`, so that a phone's large photos can be uploaded where bodies
 * are limited (4 MB on Vercel). Returns the file itself when it is small enough, when this browser cannot read it, or when it
 * does not become small enough.
 */
export async function shrinkPhoto(file: File, limitBytes: number): Promise<File> {
  if (file.size <= limitBytes) return file;
  const canvas = await drawn(file).catch(() => null);
  for (const quality of canvas === null ? [] : QUALITIES) {
    const smaller = await new Promise<Blob | null>((resolve) => {
      canvas?.toBlob(resolve, "image/jpeg", quality);
    });
    if (smaller !== null && smaller.size <= limitBytes)
      return new File([smaller], file.name, { type: smaller.type });
  }
  return file;
}
