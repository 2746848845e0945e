export interface ReadFrame {
  event: string;
  data: string;
  id: string;
}

export function sseParser(): (text: string) => ReadFrame[] {
  let rest = "";
  let lastId = "";
  let event = "";
  let data: string[] = [];
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    const frames: ReadFrame[] = [];
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0)
          frames.push({ event: event === "" ? "message" : event, data: data.join("\n"), id: lastId });
        event = "";
        data = [];
        continue;
      }
      const [, field = "", value = ""] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? [];
      if (field === "event") event = value;
      else if (field === "data") data.push(value);
      else if (field === "id" && !value.includes("\0")) lastId = value;
    }
    return frames;
  };
}

export function collectFrames(body: ReadableStream<Uint8Array>): {
  frames: ReadFrame[];
  ended: Promise<void>;
} {
  const frames: ReadFrame[] = [];
  const parse = sseParser();
  const decoder = new TextDecoder();
  const collect = async () => {
    for await (const chunk of body) frames.push(...parse(decoder.decode(chunk, { stream: true })));
  };
  return { frames, ended: collect() };
}
