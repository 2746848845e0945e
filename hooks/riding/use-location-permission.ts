"use client";

import { useEffect, useState } from "react";

/** Browsers that cannot tell will ask. */
export function useLocationPermission(): PermissionState {
  const [state, setState] = useState<PermissionState>("prompt");
  useEffect(() => {
    let status: PermissionStatus | undefined;
    let isOver = false;
    const follow = () => {
      if (status !== undefined) setState(status.state);
    };
    const asked = navigator.permissions?.query({ name: "geolocation" });
    asked
      ?.then((found) => {
        if (isOver) return;
        status = found;
        follow();
        found.addEventListener("change", follow);
      })
      .catch(() => undefined);
    return () => {
      isOver = true;
      status?.removeEventListener("change", follow);
    };
  }, []);
  return state;
}
