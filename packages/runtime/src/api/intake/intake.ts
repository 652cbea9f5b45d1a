import type { FlowDefinition } from '@crossdock/flow-schema';
import { Router, type Request, type Response } from 'express';
import type { Reply } from '../../engine/ports.ts';
import { Refusal } from '../../refusal.ts';
import { within } from '../../runs/patience.ts';
import type { Message, Started, StartRun } from '../../runs/start-run.ts';
import { authenticateSender, needsBody, type IntakeAccess } from './authenticate.ts';
import type { IntakeTable } from './intake-table.ts';
import { readBytes } from '../read-bytes.ts';
import { bodyOf, checkContentType } from './read-message.ts';
import { sendReply } from './send-reply.ts';
import { triggerMessageOf } from './trigger-message.ts';
import { defaultDeadlineMs, defaultMaxBytes, webhookConfigOf } from './webhook-config.ts';

export interface IntakeServices extends IntakeAccess {
  table: IntakeTable;
  definitionOf(flowId: string, version: number): Promise<FlowDefinition>;
  startRun: StartRun;
  /** Accepts a message and works on it here; gives the flow's reply, or undefined when the deadline has passed. */
  startAndWait(
    message: Message,
    deadlineMs: number,
  ): Promise<{ accepted: Started; reply: Reply | undefined }>;
}

/** How long the database may take to say what is deployed, and who sends, in milliseconds. */
const lookUpMs = 3_000;

/** What a flow answers is shown apart from the designer, whose address it shares: without scripts and its cookie. */
const contentPolicy =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-ancestors 'none'";

/** `ANY /in/:environment/<path>`: where messages come in. */
export function intakeRouter(services: IntakeServices): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set({ 'Content-Security-Policy': contentPolicy, 'Cache-Control': 'no-store' });
    next();
  });
  router.all('/:environment/*path', (request, response) => takeMessage(services, request, response));
  return router;
}

async function takeMessage(services: IntakeServices, request: Request, response: Response): Promise<void> {
  const { environment, path } = addressOf(request);
  const { flowId, version } = await within(lookUpMs, services.table.find(environment, request.method, path));
  const definition = await within(lookUpMs, services.definitionOf(flowId, version));
  const config = webhookConfigOf(definition);
  if (!config) throw new Refusal('not_found', 'No deployed flow takes messages at this address.');

  const sender = { request, environment, config };
  if (!needsBody(config)) await within(lookUpMs, authenticateSender(services, sender, Buffer.alloc(0)));
  checkContentType(request, config);
  const bytes = await readBytes(request, response, config.maxBytes ?? defaultMaxBytes);
  if (needsBody(config)) await within(lookUpMs, authenticateSender(services, sender, bytes));

  const trigger = triggerMessageOf(request, { config, path, body: bodyOf(bytes, request) });
  const message: Message = { flowId, version, environment, definition, trigger };
  if (config.respond === 'flow') {
    const waited = await services.startAndWait(message, config.deadlineMs ?? defaultDeadlineMs);
    if (waited.reply) return sendReply(response, waited.accepted.runId, waited.reply);
    return sendAccepted(response, waited.accepted);
  }
  sendAccepted(response, await services.startRun(message));
}

function addressOf(request: Request): { environment: string; path: string } {
  const { environment, path } = request.params;
  return { environment: String(environment), path: Array.isArray(path) ? path.join('/') : String(path) };
}

function sendAccepted(response: Response, { runId, duplicate }: Started): void {
  response.status(202).location(`/api/v1/runs/${runId}`).json({ runId, duplicate });
}
