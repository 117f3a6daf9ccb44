/** An answer on its way; void when an invalidation came in between. */
export interface Flight {
  tags: readonly string[];
  isVoid: boolean;
  text: Promise<string | undefined>;
}

/** What is being computed, by key, so that those who ask at once share it. */
export function createFlights() {
  const flights = new Map<string, Flight>();

  function cancel(key: string, flight: Flight): void {
    flight.isVoid = true;
    // Whoever asks from now on must not be given what began before.
    flights.delete(key);
  }

  return {
    find: (key: string): Promise<string | undefined> | undefined => flights.get(key)?.text,
    start(key: string, tags: readonly string[], run: (flight: Flight) => Promise<string | undefined>) {
      const flight: Flight = { tags, isVoid: false, text: Promise.resolve(undefined) };
      flights.set(key, flight);
      flight.text = run(flight).finally(() => {
        if (flights.get(key) === flight) flights.delete(key);
      });
      return flight.text;
    },
    cancelTagged(tags: readonly string[]): void {
      for (const [key, flight] of flights) if (flight.tags.some((tag) => tags.includes(tag))) cancel(key, flight);
    },
    cancelAll(): void {
      for (const [key, flight] of flights) cancel(key, flight);
    },
  };
}
