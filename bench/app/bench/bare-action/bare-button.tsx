"use client";

import { useState } from "react";
import { writeRow } from "./write-row";

export function BareButton() {
  const [count, setCount] = useState(0);
  return (
    <article>
      <button type="button" onClick={async () => setCount(await writeRow())}>
        Write
      </button>
      <output>{count}</output>
    </article>
  );
}
