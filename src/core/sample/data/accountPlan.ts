/** A file as payloads name it. */
export interface FileRef {
  readonly url: string;
  readonly content_type: string;
  readonly file_name?: string;
}

/** Where the files of payloads are; each number is another one. */
export interface Files {
  image(number: number): FileRef & { readonly width: number; readonly height: number };
  video(number: number): FileRef;
  sound(number: number): FileRef;
  /** A small picture as a data URI. */
  readonly held: string;
}

/** How a made-up account differs from another of the same seed. */
export interface AccountPlan {
  /** Of its apps. */
  readonly owner: string;
  /** Of the endpoints of others that its key has called. */
  readonly others: string;
  readonly files: Files;
}
