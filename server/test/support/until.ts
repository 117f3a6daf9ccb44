/** Looks again until `find` answers something true, and answers that. */
export async function until<T>(
  find: () => T | Promise<T>,
  timeoutMs = 10_000,
): Promise<Exclude<T, false | null | undefined>> {
  for (const deadline = performance.now() + timeoutMs; ;) {
    const found = await find();
    // The compiler does not see that the three are excluded now.
    if (found !== null && found !== undefined && found !== false) return found as Exclude<T, false | null | undefined>;
    if (performance.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${find.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
