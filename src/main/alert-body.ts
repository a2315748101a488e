/**
 * The text of an alert in the form the desktop shows as it was written. freedesktop servers read the body as markup, and
 * Electron hands it over as it is: what a customer wrote must not become a link or bold type there.
 */
export function alertBody(text: string, platform: NodeJS.Platform): string {
  if (platform !== 'linux') return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
