import { defineErrors } from '../../platform/errors.ts';

export const socketErrors = defineErrors('platform', {
  ticket_refused: { status: 401 },
  upgrade_required: { status: 426, headers: () => ({ upgrade: 'websocket', connection: 'Upgrade' }) },
  too_many_sockets: { status: 503, headers: () => ({ 'retry-after': '10' }) },
});
