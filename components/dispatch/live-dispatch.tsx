"use client";

import { DispatchScreen, type DispatchScreenProps } from "@/components/dispatch/dispatch-screen";
import { useDispatchCommands } from "@/hooks/dispatch/dispatch-commands";

export function LiveDispatch(props: Omit<DispatchScreenProps, "commands">) {
  return <DispatchScreen {...props} commands={useDispatchCommands()} />;
}
