/** The loaders of the texts of one part, by language; made by a plugin of the build. */
declare module 'texts:*' {
  export const byLanguage: Record<string, (() => Promise<{ default: Record<string, string> }>) | undefined>;
}
