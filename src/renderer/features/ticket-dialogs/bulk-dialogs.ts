import { useState } from 'react';
import { markedInOrder } from '../../stores/selection-store.ts';

/** The tickets that were selected when a dialog opened: it is about those, whatever comes to the list behind it. */
export function useMarkedAtFirst(): readonly string[] {
  return useState(markedInOrder)[0];
}
