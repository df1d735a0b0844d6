const MEDIA = ['image', 'video', 'audio'] as const;
export type MediaKind = (typeof MEDIA)[number] | 'file';

const BY_EXTENSION = new Map<string, MediaKind>([
  ...each('image', 'png jpg jpeg jfif gif webp avif bmp svg ico heic heif tiff tif'),
  ...each('video', 'mp4 m4v webm mov ogv mkv avi'),
  ...each('audio', 'mp3 wav ogg oga opus flac m4a aac'),
  ...each('file', 'zip tar gz safetensors ckpt pt bin json txt csv glb gltf obj ply pdf srt vtt yaml'),
]);

function each(kind: MediaKind, extensions: string): (readonly [string, MediaKind])[] {
  return extensions.split(' ').map((extension) => [extension, kind]);
}

/** “application/octet-stream” says nothing, nor does any other type that is no medium’s. */
export function kindOfType(contentType: string | undefined): MediaKind | undefined {
  const [, group] = /^\s*(image|video|audio)\//i.exec(contentType ?? '') ?? [];
  return MEDIA.find((kind) => kind === group?.toLowerCase());
}

export const kindOfName = (name: string | undefined): MediaKind | undefined =>
  name === undefined ? undefined : BY_EXTENSION.get(extensionOf(name));

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** VS Code’s own player lacks AAC, the usual sound of MP4: such a file plays silently, or not at all. */
export const mayBeSilent = (contentType: string | undefined, name: string): boolean =>
  /\b(mp4|aac|m4a|quicktime)\b/i.test(contentType ?? '') ||
  ['mp4', 'm4v', 'mov', 'm4a', 'aac'].includes(extensionOf(name));
