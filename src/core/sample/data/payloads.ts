import { digits, jsonText } from '../jsonText';
import type { Random } from '../random';
import type { Files } from './accountPlan';
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

/** What such an endpoint takes and gives. */
export function payloadsOf(craft: Craft, random: Random, files: Files): Payloads {
  switch (craft) {
    case 'image':
      return imagePayloads(random, files);
    case 'video':
      return videoPayloads(random, files);
    case 'speech':
      return speechPayloads(random, files);
    case 'chat':
      return chatPayloads(random);
  }
}

function imagePayloads(random: Random, files: Files): Payloads {
  const prompt = random.pick(PROMPTS);
  const count = random.between(1, 4);
  const images = Array.from({ length: count }, () => files.image(random.between(1, 999)));
  return {
    input: jsonText({
      prompt,
      image_size: random.pick(['landscape_4_3', 'square_hd']),
      num_images: count,
      num_inference_steps: 28,
      guidance_scale: 3.5,
      enable_safety_checker: true,
      output_format: /\w+/.exec(images[0]?.content_type.slice('image/'.length) ?? '')?.[0],
      // Only then does fal put files into the answer itself.
      sync_mode: images[0]?.url.startsWith('data:'),
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

function videoPayloads(random: Random, files: Files): Payloads {
  const number = random.between(1, 999);
  const prompt = random.pick(PROMPTS);
  return {
    input: jsonText({
      prompt,
      image_url: files.image(number).url,
      duration: '3s',
      resolution: '720p',
    }),
    output: jsonText({
      video: {
        ...files.video(number),
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

function speechPayloads(random: Random, files: Files): Payloads {
  const sound = files.sound(random.between(1, 999));
  const words = 'the meeting was moved to Thursday because the café is closed'.split(' ');
  return {
    input: jsonText({
      audio_url: sound.url,
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
      audio: sound,
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
