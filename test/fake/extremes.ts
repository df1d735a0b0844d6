import type { Random } from '../../src/core/sample/random';
import type { World } from '../../src/core/sample/world';

const HUGE_BYTES = 50_000_000;

/** One request of each payload that is hostile, or beyond what any sample should hold; told apart by `about`. */
export function addExtremes(world: World, endpointId: string, random: Random, origin: string): void {
  const payloads = {
    'expired media': JSON.stringify({ image: { url: `${origin}/media/expired.png` } }),
    markup: '{"text":"<img src=x onerror=alert(1)><script>alert(2)</script>"}',
    'duplicate keys': '{"a":1,"b":1e2,"a":2,"c":0.10}',
    '50 MB output': () => `{"image":"${'A'.repeat(HUGE_BYTES)}"}`,
  };
  for (const [about, output] of Object.entries(payloads)) {
    const sentAt = world.now() - 2 * 60 * 60_000;
    const requestId = random.uuidOf(sentAt);
    world.request({ about, requestId, endpointId, sentAt, input: '{"prompt":"an extreme"}', output });
  }
}
