import { digits, jsonText } from './jsonText';
import type { Random } from './random';
import type { Craft } from './seedApps';

export interface Payloads {
  readonly input: string;
  readonly output: string;
}

const PROMPTS = [
  'portrait of an old lighthouse keeper, soft morning light, 85mm',
  'a fox asleep in a paper lantern 🦊, watercolour',
  'café terrace in the rain, neon reflections, “noir”',
  'isometric greenhouse full of ferns, clean lines',
] as const;

/** What such an endpoint takes and gives, with media of the fake's own at `origin`. */
export function payloadsOf(craft: Craft, random: Random, origin: string): Payloads {
  switch (craft) {
    case 'image':
      return imagePayloads(random, origin);
    case 'video':
      return videoPayloads(random, origin);
    case 'speech':
      return speechPayloads(random, origin);
    case 'chat':
      return chatPayloads(random);
  }
}

function imagePayloads(random: Random, origin: string): Payloads {
  const prompt = random.pick(PROMPTS);
  const count = random.between(1, 4);
  const images = Array.from({ length: count }, () => ({
    url: `${origin}/media/${random.between(1, 999)}.png`,
    width: 256,
    height: 192,
    content_type: 'image/png',
  }));
  return {
    input: jsonText({
      prompt,
      image_size: random.pick(['landscape_4_3', 'square_hd']),
      num_images: count,
      num_inference_steps: 28,
      guidance_scale: 3.5,
      enable_safety_checker: true,
      output_format: 'png',
      sync_mode: false,
    }),
    output: jsonText({
      images,
      timings: { inference: random.between(90, 620) / 100 },
      seed: random.pick<number | string>([
        900380537,
        digits('196619188014358660'),
        digits('13746291038475629182'),
      ]),
      has_nsfw_concepts: images.map(() => false),
      prompt,
    }),
  };
}

function videoPayloads(random: Random, origin: string): Payloads {
  const number = random.between(1, 999);
  const prompt = random.pick(PROMPTS);
  return {
    input: jsonText({
      prompt,
      image_url: `${origin}/media/${number}.png`,
      duration: '3s',
      resolution: '720p',
    }),
    output: jsonText({
      video: {
        url: `${origin}/media/${number}.mp4`,
        content_type: 'video/mp4',
        file_name: 'output.mp4',
        file_size: null,
        width: 192,
        height: 128,
        fps: 8,
        duration: 3,
      },
      seed: random.between(1, 2 ** 31),
      actual_prompt: null,
    }),
  };
}

function speechPayloads(random: Random, origin: string): Payloads {
  const url = `${origin}/media/${random.between(1, 999)}.wav`;
  const words = 'the meeting was moved to Thursday because the café is closed'.split(' ');
  return {
    input: jsonText({
      audio_url: url,
      task: 'transcribe',
      language: 'en',
      chunk_level: 'segment',
      diarize: true,
    }),
    output: jsonText({
      text: words.join(' '),
      chunks: words.map((text, index) => ({
        text,
        timestamp: [index * 0.4, index * 0.4 + 0.35],
        speaker: 'SPEAKER_00',
      })),
      inferred_languages: ['en'],
      diarization_segments: [{ timestamp: [0, words.length * 0.4], speaker: 'SPEAKER_00' }],
      audio: { url, content_type: 'audio/wav', file_name: 'denoised.wav', file_size: 24044 },
    }),
  };
}

function chatPayloads(random: Random): Payloads {
  const order = random.between(1000, 9999);
  return {
    input: jsonText({
      prompt: `Where is order ${order}?\nIt should have come on Monday.`,
      model: 'support-small',
      temperature: 0.2,
      max_tokens: 256,
    }),
    output: jsonText({
      output: `Order ${order} left the warehouse on Tuesday.\n\nIt is **due tomorrow**.`,
      usage: { prompt_tokens: random.between(20, 90), completion_tokens: random.between(12, 40) },
      partial: false,
      error: null,
    }),
  };
}
