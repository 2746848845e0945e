"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

/** Submits by script, so that opening or prefetching the URL alone changes nothing. */
export function SignInNow(props: { email: string; callbackUrl: string; title: string; press: string }) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.requestSubmit(), []);
  return (
    <form ref={form} method="post" action="/signin/demo" className="mx-auto grid max-w-sm gap-4">
      <h1 className="text-2xl">{props.title}</h1>
      <input type="hidden" name="email" value={props.email} />
      <input type="hidden" name="callbackUrl" value={props.callbackUrl} />
      <Button type="submit" variant="go" size="lg">
        {props.press}
      </Button>
    </form>
  );
}
