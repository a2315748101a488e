import { expect, test } from 'vitest';
import { alertBody } from './alert-body.ts';

test('what a customer wrote is text on a Linux desktop, and untouched where bodies are no markup', () => {
  const text = '<b>urgente</b> & já &lt;';
  expect(alertBody(text, 'linux')).toBe('&lt;b&gt;urgente&lt;/b&gt; &amp; já &amp;lt;');
  expect(alertBody(text, 'win32')).toBe(text);
  expect(alertBody(text, 'darwin')).toBe(text);
});
