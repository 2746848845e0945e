import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ContentUser } from "@/app/(live)/_components/content-user";
import { RiderScreen } from "@/components/riding/rider-screen";
import { readRiderHome } from "@/lib/dispatch/server/rider-home";
import { requireRider } from "@/lib/riders/server/require-rider";
import { readLive } from "@/lib/server/read-live";
import "@/components/riding/riding.css";

const PATH = "/rider";

export async function generateMetadata(): Promise<Metadata> {
  await requireRider(PATH);
  return { title: (await getTranslations("rider"))("title") };
}

export default async function RiderPage() {
  const viewer = await requireRider(PATH);
  const { data: home, since } = await readLive(() => readRiderHome(viewer));
  if (home === null) notFound();
  return (
    <>
      <ContentUser />
      <RiderScreen home={home} since={since} renderedAt={Date.now()} />
    </>
  );
}
