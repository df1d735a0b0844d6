/** Where the extension says what it does on its own; in VS Code it is the channel "fal". */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
