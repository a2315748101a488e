/**
 * A UUIDv7 (RFC 9562) whose random part is derived from `seed` instead of drawn, so that both sides of a
 * mutation give the rows it creates the same ids. `atMs` is epoch milliseconds. With an `order`, ids of one millisecond
 * sort by its low 12 bits (RFC 9562, section 6.2, method 1: a counter in rand_a). Not for secrets: the mix is the public
 * murmur3 finaliser over four lanes, good for spreading, useless against an adversary.
 */
export function deriveId(atMs: number, seed: string, order?: number): string {
  const lanes = mix(seed);
  const time = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0').slice(-12);
  const random = lanes.map((lane) => lane.toString(16).padStart(8, '0')).join('');
  const variant = ((Number.parseInt(random[3] ?? '0', 16) & 0x3) | 0x8).toString(16);
  const counter = order === undefined ? random.slice(0, 3) : (order & 0xfff).toString(16).padStart(3, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}

const LANE_SEEDS = [0x9e3779b9, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;
const LANE_FACTORS = [0xcc9e2d51, 0x1b873593, 0x38b34ae5, 0xa1e38b93] as const;

function mix(seed: string): number[] {
  const lanes: number[] = [...LANE_SEEDS];
  for (let position = 0; position < seed.length; position += 1) {
    const code = seed.charCodeAt(position);
    for (let lane = 0; lane < 4; lane += 1) {
      const neighbour = lanes[(lane + 1) % 4] ?? 0;
      lanes[lane] = Math.imul((lanes[lane] ?? 0) ^ code, LANE_FACTORS[lane] ?? 1) ^ (neighbour >>> 15);
    }
  }
  return lanes.map((lane, index) => finalise(lane ^ (lanes[(index + 2) % 4] ?? 0) ^ (seed.length + index)));
}

function finalise(value: number): number {
  let mixed = value ^ (value >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
