import { BareButton } from "./bare-button";

export const dynamic = "force-dynamic";

/** The baseline for a click on the board. */
export default function BareActionPage() {
  return <BareButton />;
}
