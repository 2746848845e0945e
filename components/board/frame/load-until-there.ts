const PAUSE_MS = 3_000;

/** Tries again until it succeeds, because the connection may be lost while the page loads. */
export async function loadUntilThere<Part>(load: () => Promise<Part>): Promise<Part> {
  for (;;)
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
}
