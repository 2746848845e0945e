const LONGEST_PAUSE_MS = 30_000;

async function loadUntilThere<Part>(load: () => Promise<Part>): Promise<{ default: Part }> {
  for (let pauseMs = 1_000; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS))
    try {
      return { default: await load() };
    } catch {
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
}

/**
 * Makes a loader for React's `lazy` that never rejects: it tries again after 1 to 30 s. A rejection would replace the
 * whole page by its error page, because of a lost connection or of a deployment that removed the file. Call the loader
 * early to have the code at hand.
 */
export function later<Part>(load: () => Promise<Part>): () => Promise<{ default: Part }> {
  let loading: Promise<{ default: Part }> | undefined;
  return () => {
    loading ??= loadUntilThere(load);
    return loading;
  };
}
