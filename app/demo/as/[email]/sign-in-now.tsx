"use client";

import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";

interface SignInNowProps {
  email: string;
  callbackUrl: string;
  isAutomatic: boolean;
  title: string;
  press: string;
}

/** Submits by script when `isAutomatic`, so that prefetching the URL changes nothing. */
export function SignInNow({ isAutomatic, ...props }: SignInNowProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (isAutomatic) form.current?.requestSubmit();
  }, [isAutomatic]);
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
