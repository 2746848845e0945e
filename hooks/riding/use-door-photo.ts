"use client";

import { useCallback, useState } from "react";
import { sendDoorPhoto } from "@/lib/dispatch/client/send-door-photo";

export interface DoorPhoto {
  file: File | null;
  state: "none" | "sending" | "failed";
  /** Why the server did not take it, in its words. */
  problem: string | null;
  choose: (file: File) => void;
  /** Resolves with whether the server has it. */
  send: () => Promise<boolean>;
}

export function useDoorPhoto(tripId: string, orderId: string): DoorPhoto {
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<DoorPhoto["state"]>("none");
  const [problem, setProblem] = useState<string | null>(null);
  const choose = useCallback((chosen: File) => {
    setFile(chosen);
    setState("none");
    setProblem(null);
  }, []);
  const send = useCallback(async () => {
    if (file === null) return false;
    setState("sending");
    setProblem(null);
    const answer = await sendDoorPhoto(tripId, orderId, file).catch(() => null);
    setState(answer?.kind === "stored" ? "none" : "failed");
    if (answer?.kind === "refused") setProblem(answer.message);
    return answer?.kind === "stored";
  }, [file, tripId, orderId]);
  return { file, state, problem, choose, send };
}
