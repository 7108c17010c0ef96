/** Something that runs until it ends by itself or is stopped. */
export type Running = {
  /** Resolves with how it ended, for the log. */
  exited: Promise<string>
  /** Resolves when it has ended, by force if it must be. */
  stop(): Promise<void>
}
