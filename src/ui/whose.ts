/** Whose data are shown, where that has to be said. */
export interface Whose {
  /** In titles and names. */
  readonly name: string;
  /** A sentence above what is shown, where the name does not say enough. */
  readonly notice?: string | undefined;
}
