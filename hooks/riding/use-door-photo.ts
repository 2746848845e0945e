"use client";

import { useCallback, useEffect, useState } from "react";
import { useRiding } from "./riding-context";

export interface DoorPhoto {
  /** Taken on this page, or before a reload of it. */
  file: Blob | null;
  choose: (file: Blob) => void;
}

/** The photo of a door that waits for its delivery, which sends it. */
export function useDoorPhoto(tripId: string, orderId: string): DoorPhoto {
  const { photos } = useRiding().presses;
  const [file, setFile] = useState<Blob | null>(null);
  useEffect(() => {
    let isOld = false;
    void photos.find(tripId, orderId).then((found) => {
      if (!isOld && found !== null) setFile((chosen) => chosen ?? found);
    });
    return () => {
      isOld = true;
    };
  }, [photos, tripId, orderId]);
  const choose = useCallback(
    (chosen: Blob) => {
      setFile(chosen);
      void photos.keep(tripId, orderId, chosen);
    },
    [photos, tripId, orderId],
  );
  return { file, choose };
}
