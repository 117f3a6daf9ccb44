import websocket from '@fastify/websocket';
import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import type { Messages } from '../../platform/messages/messages.ts';
import type { Streams } from '../../platform/streams/streams.ts';
import type { Tickets } from '../../platform/streams/tickets.ts';
import { httpErrors } from '../http.errors.ts';
import type { Http } from '../http.ts';
import { principalOf } from '../principal.ts';
import { type Admission, type AdmissionDeps, readerOfRequest, readerOfTicket, refuseForeignPage } from './admission.ts';
import { type ConnectionLimits, defaultLimits, openConnection } from './connection.ts';
import { createJobRenderer } from './job-progress.ts';
import { createRenderer } from './render.ts';
import { socketErrors } from './socket.errors.ts';
import { type AccessChange, createSockets } from './sockets.ts';

export interface SocketOptions extends AdmissionDeps {
  streams: Streams;
  tickets: Tickets;
  messages: Messages;
  maxConnections: number;
  /** Pages of these origins may open sockets, beside our own. */
  origins: readonly string[];
  /** Told whenever somebody's access may have changed. */
  onAccessChange(listener: (change: AccessChange) => void): void;
  limits?: Partial<ConnectionLimits>;
}

export interface SocketFigures {
  connections: number;
  maxConnections: number;
}

const MAX_FRAME_BYTES = 4096;

const query = Type.Object({
  ticket: Type.Optional(Type.String({ maxLength: 100 })),
  organization: Type.Optional(Type.Integer({ minimum: 1, maximum: 999_999_999 })),
  last_sequence: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })),
});

const ticketSchema = Type.Object({ ticket: Type.String(), expires_at: Type.String({ format: 'date-time' }) });

/** @returns how many sockets are open on this node */
export async function registerSocket(http: Http, options: SocketOptions): Promise<() => SocketFigures> {
  const { streams, tickets, maxConnections } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const render = createRenderer(options.messages, new Map([['job.progress', createJobRenderer(options.messages)]]));
  const sockets = createSockets();
  const admissions = new WeakMap<FastifyRequest, Admission>();
  options.onAccessChange(sockets.accessChanged);

  await http.register(websocket, {
    options: { maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false, clientTracking: false },
    // Broken off by the peer, or a malformed frame that has been answered already.
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => {
      sockets.closeAll();
      done();
    },
  });

  http.route({
    method: 'GET',
    url: '/ws/notifications',
    config: { permission: 'public', operation: 'notifications.socket' },
    schema: { hide: true, querystring: query },
    async preHandler(request) {
      const { ticket, organization } = request.query;
      refuseForeignPage(request, options.origins);
      if (organization !== undefined) request.headers['x-organization'] = String(organization);
      const findReader = ticket === undefined ? () => readerOfRequest(request, options) : null;
      const reader = findReader ? await findReader() : await readerOfTicket(tickets, ticket ?? '');
      if (!reader) throw findReader ? httpErrors.not_signed_in() : socketErrors.ticket_refused();
      const head = await streams.head(reader.organizationId);
      if (sockets.count() >= maxConnections) throw socketErrors.too_many_sockets({ limit: maxConnections });
      admissions.set(request, { reader, head, findReader });
    },
    handler: () => Promise.reject(socketErrors.upgrade_required()),
    wsHandler(socket, request) {
      const admission = admissions.get(request);
      if (!admission) return socket.terminate();
      const lastSequence = request.query.last_sequence ?? null;
      const connection = openConnection({ ...admission, socket, streams, render, limits, lastSequence });
      const remove = sockets.add(connection, admission.findReader);
      socket.on('close', remove);
    },
  });

  http.post(
    '/api/v1/notifications/tickets',
    {
      config: { permission: 'signed_in', operation: 'notifications.tickets' },
      schema: {
        tags: ['Notifications'],
        summary: 'Get a ticket for the WebSocket',
        description:
          'Opens one WebSocket, `/ws/notifications?ticket=…`, within thirty seconds: for clients that can send neither a cookie nor an `Authorization` header. A client that comes back adds `last_sequence`, the number of the last message that it has, and gets what it missed.',
        response: { 201: ticketSchema },
      },
    },
    async (request, reply) => {
      const { permissions, ...principal } = principalOf(request);
      const { language } = request;
      const { ticket, expiresAt } = await tickets.issue({ ...principal, permissions: [...permissions], language });
      return reply.code(201).send({ ticket, expires_at: expiresAt.toISOString() });
    },
  );

  return () => ({ connections: sockets.count(), maxConnections });
}
