const nobody = (): void => {};

/** Lets one wait until another has something new for it. */
export function createBell() {
  let wake = nobody;
  return {
    ring: (): void => wake(),
    wait: (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
}
