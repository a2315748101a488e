import { previewAnswerSchema, previewBodySchema, previewSla } from '../../shared/sla/preview.ts';
import { problem } from '../problem.ts';
import type { App, RouteContext } from '../route-context.ts';

/** `POST /v1/sla/preview`: what a calendar makes of a target, a span or a warning, before any ticket depends on it. */
export function slaPreviewRoutes(app: App, { authenticate }: RouteContext): void {
  app.post(
    '/v1/sla/preview',
    {
      onRequest: authenticate,
      schema: {
        summary: 'Preview a calendar: a deadline, the business time of a span, or a warning',
        tags: ['sla'],
        security: [{ bearer: [] }],
        body: previewBodySchema,
        response: { 200: previewAnswerSchema },
      },
    },
    async (request) => {
      const preview = previewSla(request.body);
      if (preview.ok) return preview.value;
      const { code, field, detail } = preview.error;
      throw problem('validation', 400, detail, {
        details: [{ path: field, message: detail }],
        members: { reason: code },
      });
    },
  );
}
