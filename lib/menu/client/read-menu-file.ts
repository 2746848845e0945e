import { decodeFile, FILE_BYTES } from "@/lib/menu/model/file/decode";
import { parseMenuCsv } from "@/lib/menu/model/file/menu-csv";
import { type FileFault, type FileMenu, fault } from "@/lib/menu/model/file/menu-file";
import { parseMenuJson } from "@/lib/menu/model/file/menu-json";

export type MenuFileRead =
  | { ok: true; menu: FileMenu; isGuessed: boolean }
  | { ok: false; faults: FileFault[]; isJson: boolean };

/** JSON begins with a brace, whatever the file is called. */
const looksLikeJson = (text: string) => /^\ufeff?\s*[{[]/.test(text);

/** Reads a file that a person chose. Nothing is sent. */
export async function readMenuFile(file: Blob, currency: string): Promise<MenuFileRead> {
  const refuse = (problem: "too_large" | "not_text"): MenuFileRead => ({
    ok: false,
    faults: [fault("", problem)],
    isJson: true,
  });
  if (file.size > FILE_BYTES) return refuse("too_large");
  const decoded = decodeFile(new Uint8Array(await file.arrayBuffer()));
  if (decoded === null) return refuse("not_text");
  const isJson = looksLikeJson(decoded.text);
  const read = isJson ? parseMenuJson(decoded.text, currency) : parseMenuCsv(decoded.text, currency);
  return read.ok
    ? { ok: true, menu: read.menu, isGuessed: decoded.isGuessed }
    : { ok: false, faults: read.faults, isJson };
}
