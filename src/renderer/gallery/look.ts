import { z } from 'zod';

const lookSchema = z.object({
  theme: z.enum(['light', 'dark']).catch('light'),
  contrast: z.enum(['normal', 'more']).catch('normal'),
  density: z.enum(['comfortable', 'compact']).catch('comfortable'),
  language: z.enum(['pt-BR', 'en']).catch('pt-BR'),
});

/** In which colours, sizes and language the gallery shows itself. */
export type Look = z.infer<typeof lookSchema>;

/** The look that an address asks for: `?theme=dark&contrast=more&density=compact&language=en`; the usual one where it does not say. */
export function lookOf(query: URLSearchParams): Look {
  return lookSchema.parse(Object.fromEntries(query));
}

/** The address of the gallery in another look. */
export function addressOf(look: Look): string {
  return `?${new URLSearchParams(look).toString()}`;
}
