import { useEffect, useRef } from 'react';

/** Puts the reader into a form's first field: they have just pressed the button that leads to it. */
export function useFirstField() {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input:not([readonly])')?.focus(), []);
  return form;
}
