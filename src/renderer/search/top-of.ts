/** The first `limit` of some numbers in an order, in it. Does not sort the rest: most of fifty thousand are only looked at. */
export function topOf(numbers: Iterable<number>, limit: number, compare: (a: number, b: number) => number): number[] {
  /** A heap with the last of those kept on top. */
  const heap: number[] = [];
  for (const number of numbers) {
    if (heap.length < limit) {
      heap.push(number);
      rise(heap, compare);
    } else if (limit > 0 && compare(number, heap[0] ?? number) < 0) {
      heap[0] = number;
      sink(heap, compare);
    }
  }
  return heap.toSorted(compare);
}

function rise(heap: number[], compare: (a: number, b: number) => number): void {
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    if (compare(heap[at] ?? 0, heap[parent] ?? 0) <= 0) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function sink(heap: number[], compare: (a: number, b: number) => number): void {
  let at = 0;
  for (;;) {
    let last = at;
    for (const child of [2 * at + 1, 2 * at + 2]) {
      if (child < heap.length && compare(heap[child] ?? 0, heap[last] ?? 0) > 0) last = child;
    }
    if (last === at) return;
    swap(heap, at, last);
    at = last;
  }
}

function swap(heap: number[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b] ?? 0, heap[a] ?? 0];
}
