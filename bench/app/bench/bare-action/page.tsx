import { BareButton } from "./bare-button";

export const dynamic = "force-dynamic";

/** The least that a press on a page of this framework can do: the floor for a click on the board. */
export default function BareActionPage() {
  return <BareButton />;
}
