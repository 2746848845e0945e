import { setWorkerUrl } from "maplibre-gl";

let loading: Promise<void> | undefined;

/**
 * Gives MapLibre its worker. The worker runs from a blob, which has the page's content security policy: files of the build
 * have one that allows no requests, and the worker makes those for tiles. Rejects when the file cannot be loaded.
 */
export function loadMapWorker(): Promise<void> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<void> {
  const response = await fetch(new URL("maplibre-gl/dist/maplibre-gl-worker.mjs", import.meta.url));
  if (!response.ok) throw new Error(`The map's worker: ${response.status}`);
  setWorkerUrl(URL.createObjectURL(new Blob([await response.text()], { type: "text/javascript" })));
}
