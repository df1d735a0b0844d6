export type MediaKind = 'image' | 'video' | 'audio' | 'file';

const BY_EXTENSION = new Map<string, MediaKind>([
  ...each('image', 'png jpg jpeg gif webp avif bmp svg ico'),
  ...each('video', 'mp4 m4v webm mov ogv mkv'),
  ...each('audio', 'mp3 wav ogg oga opus flac m4a aac'),
  ...each('file', 'zip tar gz safetensors ckpt pt bin json txt csv glb gltf obj ply pdf srt vtt yaml'),
]);

function each(kind: MediaKind, extensions: string): (readonly [string, MediaKind])[] {
  return extensions.split(' ').map((extension) => [extension, kind]);
}

/** By content type, then by the address's ending; `undefined` where neither tells. */
export function classifyMedia(contentType: string | undefined, name: string): MediaKind | undefined {
  const [, group] = /^\s*(image|video|audio)\//i.exec(contentType ?? '') ?? [];
  if (group === 'image' || group === 'video' || group === 'audio') return group;
  const byName = BY_EXTENSION.get(extensionOf(name));
  // “application/octet-stream” says nothing.
  return byName ?? (contentType === undefined ? undefined : 'file');
}

const extensionOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1).toLowerCase();

/** VS Code’s own player lacks AAC, the usual sound of MP4: such a file plays silently, or not at all. */
export const mayBeSilent = (contentType: string | undefined, name: string): boolean =>
  /\b(mp4|aac|m4a|quicktime)\b/i.test(contentType ?? '') ||
  ['mp4', 'm4v', 'mov', 'm4a', 'aac'].includes(extensionOf(name));
