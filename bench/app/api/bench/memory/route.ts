import { measureMemory } from "@/bench/streams/wire";

export function POST(): Response {
  return Response.json(measureMemory());
}
