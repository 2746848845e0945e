import { BareButton } from "./bare-button";

export const dynamic = "force-dynamic";

/** The baseline for a click on the board: a page with a server action that writes one row. */
export default function BareActionPage() {
  return <BareButton />;
}
