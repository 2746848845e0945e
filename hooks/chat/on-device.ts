/**
 * The browser's own translator and language detector (Translator and Language Detector APIs, W3C Web Machine Learning). They work
 * on the device: nothing that people write goes to a service. Few browsers have them, and pages without HTTPS have none.
 */
type Availability = "unavailable" | "downloadable" | "downloading" | "available";

interface Pair {
  sourceLanguage: string;
  targetLanguage: string;
}

interface OnDeviceTranslator {
  translate(text: string): Promise<string>;
}

interface OnDeviceDetector {
  detect(text: string): Promise<readonly { detectedLanguage?: string; confidence?: number }[]>;
}

declare global {
  interface Window {
    Translator?: {
      availability(pair: Pair): Promise<Availability>;
      create(pair: Pair): Promise<OnDeviceTranslator>;
    };
    LanguageDetector?: {
      create(): Promise<OnDeviceDetector>;
    };
  }
}

/** Below this the detector guesses: "ok" is a word of every language. */
const SURE = 0.6;
const UNKNOWN = "und";

export const primaryOf = (tag: string) => tag.toLowerCase().split("-")[0] ?? tag;

export const canTranslate = () => typeof window !== "undefined" && window.Translator !== undefined;

let detector: Promise<OnDeviceDetector> | undefined;

/** Returns the language of a text as its primary subtag (`de`), null when the browser does not know. */
export async function detectLanguage(text: string): Promise<string | null> {
  const found = window.LanguageDetector;
  if (found === undefined) return null;
  try {
    detector ??= found.create();
    const [best] = await (await detector).detect(text);
    if (best?.detectedLanguage === undefined || best.detectedLanguage === UNKNOWN) return null;
    return (best.confidence ?? 0) >= SURE ? primaryOf(best.detectedLanguage) : null;
  } catch {
    detector = undefined;
    return null;
  }
}

const translators = new Map<string, Promise<OnDeviceTranslator>>();

/** Rejects where the browser has no model for the pair. Must be called from a press: the browser may have to download it. */
export async function translateOnDevice(text: string, from: string, to: string): Promise<string> {
  const found = window.Translator;
  const pair = { sourceLanguage: from, targetLanguage: to };
  if (found === undefined || (await found.availability(pair)) === "unavailable")
    throw new Error(`There is no translator from ${from} to ${to}`);
  const key = `${from} ${to}`;
  const translator = translators.get(key) ?? found.create(pair);
  translators.set(key, translator);
  try {
    return await (await translator).translate(text);
  } catch (error) {
    translators.delete(key);
    throw error;
  }
}
