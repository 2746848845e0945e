"use client";

import { useState } from "react";
import { useFollowBroadcasts } from "@/hooks/broadcasts/use-follow-broadcasts";
import type { ListedBroadcast } from "@/lib/broadcasts/model/schema";
import { BroadcastList } from "./broadcast-list";
import { Composer } from "./composer";
import "./broadcasts.css";

interface ScreenProps {
  broadcasts: readonly ListedBroadcast[];
  renderedAt: number;
  since: string | undefined;
}

export function BroadcastsScreen({ broadcasts, renderedAt, since }: ScreenProps) {
  const [corrected, setCorrected] = useState<ListedBroadcast | null>(null);
  useFollowBroadcasts(since);
  return (
    <>
      <Composer
        key={corrected === null ? "new" : `${corrected.id}.${corrected.version}`}
        corrected={corrected}
        renderedAt={renderedAt}
        onDone={() => setCorrected(null)}
      />
      <BroadcastList broadcasts={broadcasts} renderedAt={renderedAt} onCorrect={setCorrected} />
    </>
  );
}
